package dev.mercato.etl.marts;

/**
 * How the marts are to be brought up to date.
 *
 * @param everything compute every month again, whether or not its sources changed
 */
public record MartsOptions(boolean everything) {

  /** Only what changed. */
  public static MartsOptions changes() {
    return new MartsOptions(false);
  }
}
