package dev.mercato.etl.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.etl.Platform;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TestSortedKeys {
  @Test
  void numbersThatComeOnceAreNotNamed() {
    assertThat(repeated("id", 10_000)).isEmpty();
  }

  @Test
  void numbersThatComeMoreThanOnceAreNamedOnceWhereverTheyStand() {
    assertThat(repeated("if(id % 1000 = 0, -7, if(id = 9999, 5, id))", 10_000))
        .containsExactlyInAnyOrder(-7L, 5L);
  }

  @Test
  void nullsAreNoNumbers() {
    assertThat(repeated("if(id < 5, null, id)", 100)).isEmpty();
    assertThat(repeated("cast(null AS bigint)", 100)).isEmpty();
  }

  @Test
  void itFindsWhatAnAggregationFinds() {
    for (int seed = 0; seed < 5; seed++) {
      String number = "xxhash64(id, %d) %% 3000".formatted(seed);
      List<Long> expected =
          numbers(number, 1_000)
              .groupBy("number")
              .count()
              .filter("count > 1")
              .collectAsList()
              .stream()
              .map(row -> row.getLong(0))
              .toList();
      assertThat(repeated(number, 1_000)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<Long> repeated(String number, long count) {
    return SortedKeys.repeated(numbers(number, count), 3).collectAsList();
  }

  private static Dataset<Row> numbers(String number, long count) {
    return Platform.spark().range(0, count, 1, 4).selectExpr(number + " AS number");
  }
}
