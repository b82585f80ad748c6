package dev.mercato.etl.verify;

import java.util.Locale;

/** What is checked. */
public enum CheckName {
  FILES("the footers of the files count the rows that the loads kept"),
  ROWS("readers see as many rows as the loads kept"),
  CHECKSUMS("the rows are, to the last digit, those that the loads wrote"),
  TIMES("the first and the last event are when the loads say: no time zone shifts them"),
  MONTHS("a partition holds events of its own month only"),
  PARTITIONS("every row is in a partition that a load made"),
  KEYS("a key of a snapshot stands in one row only"),
  ACCOUNTS("each load has read what it kept, rejected and found to be duplicates"),
  OFFSETS("a stream's loads have read their topic without gap or overlap"),
  REJECTS("the rejects hold as many rows as each load rejected"),
  LOADS("the table of loads says what the tables' own parameters say"),
  RAW("each load has read all that its raw batch holds, and kept it as it was"),
  HIVESERVER2("HiveServer2 reads over JDBC what Spark reads, column by column");

  private final String claim;

  CheckName(String claim) {
    this.claim = claim;
  }

  /** What holds if the check passes. */
  public String claim() {
    return claim;
  }

  /** The name as it is shown. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
