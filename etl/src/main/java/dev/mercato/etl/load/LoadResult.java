package dev.mercato.etl.load;

import java.util.List;

/** What a run of the load job did, in the order in which it was committed. */
public record LoadResult(List<TableLoad> loads) {

  public LoadResult {
    loads = List.copyOf(loads);
  }

  /** Rows that this run put into tables; what was loaded before does not count. */
  public long kept() {
    return loads.stream()
        .filter(TableLoad::committed)
        .mapToLong(load -> load.record().kept())
        .sum();
  }

  /** Rows that this run rejected. */
  public long rejected() {
    return loads.stream()
        .filter(TableLoad::committed)
        .mapToLong(load -> load.record().rejected())
        .sum();
  }
}
