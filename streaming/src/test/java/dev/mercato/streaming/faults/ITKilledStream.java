package dev.mercato.streaming.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.streaming.SharedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost and nothing doubled, wherever a consumer is killed. */
class ITKilledStream {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void aConsumerKilledAtAnyPointLosesAndDoublesNothing() throws IOException {
    try (StreamFaults faults = new StreamFaults(directory, SharedBroker.classPath(), 2, 150)) {
      faults.setUp();
      try (JavaProcess producer = faults.producer()) {
        assertThat(producer.await(PATIENCE)).isZero();
      }
      for (String point : StreamFaults.POINTS) {
        try (JavaProcess consumer = faults.consumer(point, false)) {
          assertThat(consumer.await(PATIENCE)).as(point).isEqualTo(JavaProcess.KILLED);
        }
      }
      faults.finish();

      assertThat(faults.audit()).as(faults.log("audit")).isZero();
      assertThat(faults.log("audit")).contains("clickstream: ").doesNotContain("lost", "doubled");
    }
  }
}
