package dev.mercato.core.warehouse;

import dev.mercato.core.table.ShopTables;
import java.util.function.Consumer;

/**
 * Places where a test can kill the process as {@code kill -9} would, to see what a crash there
 * leaves behind: set the system property {@code mercato.halt-at} to a point's name, or to {@code
 * NAME@TABLE} for one table's only. The table {@code loads}, which follows every commit of another,
 * is meant only where it is named. Without the property they do nothing.
 */
public enum HaltPoint {
  /** A load has its directory and has written nothing. */
  BEFORE_FILES("before-files"),
  /** All files are written, nothing is committed. */
  AFTER_FILES("after-files"),
  /** The load's rejects are committed, the load is not. */
  AFTER_REJECTS("after-rejects"),
  /** A merge has made an empty partition for what it will merge. */
  AFTER_VACANCY("after-vacancy"),
  /** The data is committed, the partitions left empty and the table of loads are as they were. */
  AFTER_COMMIT("after-commit"),
  /** Rejects and empty partitions are tidied, the table of loads is as it was. */
  AFTER_TIDY("after-tidy"),
  /** A stream's load is done with, the stream's checkpoint does not know it. */
  BEFORE_CHECKPOINT("before-checkpoint");

  static final String PROPERTY = "mercato.halt-at";
  private static final int KILLED = 137;

  private static volatile Consumer<HaltPoint> halt = point -> Runtime.getRuntime().halt(KILLED);

  private final String label;

  HaltPoint(String label) {
    this.label = label;
  }

  /** Ends the process if the system property names this point. */
  public void reached(String table) {
    String wanted = System.getProperty(PROPERTY);
    if (wanted == null) {
      return;
    }
    boolean anyTable = wanted.equals(label) && !table.equals(ShopTables.LOADS.name());
    if (anyTable || wanted.equals(label + "@" + table)) {
      halt.accept(this);
    }
  }

  String label() {
    return label;
  }

  /** For tests that stay in one process. */
  static void haltBy(Consumer<HaltPoint> how) {
    halt = how;
  }
}
