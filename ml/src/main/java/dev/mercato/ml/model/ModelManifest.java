package dev.mercato.ml.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in {@code manifest.json}: a model exists once this does.
 *
 * @param createdAt an instant of ISO 8601
 * @param codeVersion the version of the code that made it
 * @param files the SHA-256 digest of each of its files, by path below its directory
 */
public record ModelManifest(
    ModelId id,
    String createdAt,
    String codeVersion,
    ModelDescription description,
    Map<String, String> files) {
  public ModelManifest {
    files = new TreeMap<>(files);
  }
}
