package dev.mercato.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.spark.SharedSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestSideBySide {
  private static final CountDownLatch TASK_BEGAN = new CountDownLatch(1);

  private final SparkSession spark = SharedSpark.session();
  private final SideBySide parts = new SideBySide(spark.sparkContext(), 2);

  @AfterEach
  void takeNoMore() {
    parts.close();
  }

  @Test
  void resultsComeInTheOrderOfThePartsAndAPartWaitsForWhatItStandsOn() {
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<String> first = parts.begin(() -> noted(ended, "first"));
    CompletableFuture<String> second = parts.begin(() -> noted(ended, "second"), first);

    assertThat(parts.results(List.of(second, first))).containsExactly("second", "first");
    assertThat(ended).containsExactly("first", "second");
  }

  @Test
  void theFirstFailureEndsTheOthersSparkJobsAndIsThrownAsItWas() {
    IllegalStateException failure = new IllegalStateException("no room");
    CompletableFuture<Long> endless =
        parts.begin(() -> spark.range(1).map(endless(), Encoders.LONG()).count());
    CompletableFuture<Long> failing =
        parts.begin(
            () -> {
              await();
              throw failure;
            });
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Long> later = parts.begin(() -> (long) ended.size(), failing);

    assertThatThrownBy(() -> parts.results(List.of(endless, failing, later))).isSameAs(failure);
    assertThat(endless).isCompletedExceptionally();
    assertThat(later).isCompletedExceptionally();
  }

  private static MapFunction<Long, Long> endless() {
    return value -> {
      TASK_BEGAN.countDown();
      while (true) {
        TaskContext.get().killTaskIfInterrupted();
        Thread.sleep(10);
      }
    };
  }

  private static void await() {
    try {
      TASK_BEGAN.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String noted(List<String> ended, String name) {
    ended.add(name);
    return name;
  }
}
