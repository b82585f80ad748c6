package dev.mercato.ml.model;

/**
 * Which model, and which version of it.
 *
 * @param name {@code recommend} or {@code churn}
 * @param version when it was made, as {@code yyyyMMddTHHmmssZ}, so that versions sort by age
 */
public record ModelId(String name, String version) {
  @Override
  public String toString() {
    return name + "/" + version;
  }
}
