package dev.mercato.etl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestOffsetsCheck {

  @Test
  void rangesThatFollowEachOtherPassInAnyOrder() {
    assertThat(failed(load("2", "a", 10, 30), load("1", "a", 5, 10), load("3", "b", 0, 7)))
        .isZero();
  }

  @Test
  void aGapAndAnOverlapFail() {
    assertThat(failed(load("1", "a", 0, 10), load("2", "a", 11, 30))).isOne();
    assertThat(failed(load("1", "a", 0, 10), load("2", "a", 9, 30))).isOne();
    assertThat(failed(load("1", "a", 0, 10), load("2", "a", 0, 10))).isOne();
  }

  @Test
  void aTableWithoutAStreamPasses() {
    assertThat(failed()).isZero();
  }

  private static long failed(LoadRecord... loads) {
    CheckLog log = new CheckLog();
    OffsetsCheck.check(log, List.of(ShopTables.CLICKSTREAM), List.of(loads));
    assertThat(log.results()).isNotEmpty();
    return log.results().stream().filter(result -> !result.passed()).count();
  }

  private static LoadRecord load(String id, String topicId, long from, long until) {
    StreamOffsets offsets =
        StreamOffsets.between("clickstream", topicId, Map.of(0, from), Map.of(0, until));
    return new LoadRecord(
        id,
        "clickstream",
        "a topic",
        Optional.empty(),
        until - from,
        until - from,
        0,
        0,
        0,
        Optional.of(offsets.toJson()),
        0,
        Instant.EPOCH);
  }
}
