package dev.mercato.etl.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.warehouse.Contribution;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.MonthStats;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestMergePlan {
  private static final YearMonth MAY = YearMonth.of(2025, 5);
  private static final YearMonth JUNE = YearMonth.of(2025, 6);

  @Test
  void aMonthWithFewLoadsIsLeftAlone() {
    List<FactPartition> partitions = List.of(partition(MAY, "a", 5), partition(MAY, "b", 5));
    assertThat(new MergePlan(2).of(partitions, Map.of())).isEmpty();
  }

  @Test
  void aMonthWithMoreLoadsIsMergedButForALargeOne() {
    List<FactPartition> partitions =
        List.of(
            partition(MAY, "a", 5),
            partition(MAY, "b", 0),
            partition(MAY, "large", 100),
            partition(JUNE, "a", 5));
    assertThat(new MergePlan(2).of(partitions, Map.of())).isEqualTo(Map.of(MAY, Set.of("a", "b")));
  }

  @Test
  void partitionsWithCommonKeysAreMergedHoweverLargeOrFew() {
    List<FactPartition> partitions = List.of(partition(MAY, "a", 5), partition(MAY, "large", 100));
    assertThat(new MergePlan(2).of(partitions, Map.of(MAY, Set.of("a", "large"))))
        .isEqualTo(Map.of(MAY, Set.of("a", "large")));
  }

  @Test
  void aMonthOfEmptyLoadsIsMergedToo() {
    List<FactPartition> partitions = List.of(partition(MAY, "a", 0), partition(MAY, "b", 0));
    assertThat(new MergePlan(1).of(partitions, Map.of())).isEqualTo(Map.of(MAY, Set.of("a", "b")));
  }

  private static FactPartition partition(YearMonth month, String name, long rows) {
    Optional<Instant> time =
        rows == 0
            ? Optional.empty()
            : Optional.of(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    LoadRecord load =
        new LoadRecord(
            name,
            "clickstream",
            "a test",
            Optional.empty(),
            rows,
            rows,
            0,
            0,
            0,
            Optional.empty(),
            0,
            Instant.EPOCH);
    MonthStats stats = new MonthStats(month, rows, time, time, Optional.empty(), 0);
    return new FactPartition(
        month, name, "/" + name, List.of(new Contribution(load, name, stats, 0)), Optional.empty());
  }
}
