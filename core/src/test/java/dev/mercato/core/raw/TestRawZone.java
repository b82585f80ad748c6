package dev.mercato.core.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.raw.BatchOrigin.ImportedFiles;
import dev.mercato.core.raw.BatchOrigin.SimulatedShop;
import dev.mercato.core.settings.DateRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRawZone {
  private static final BatchOrigin SHOP =
      new SimulatedShop(42, 10, 100, "2023-01-01", "2025-12-31");

  @TempDir Path root;
  private RawZone zone;

  @BeforeEach
  void openTheZone() {
    zone = new RawZone(root.toString(), new Configuration());
  }

  @Test
  void aZoneThatNobodyWroteToHasNoBatches() {
    assertThat(zone.batches()).isEmpty();
  }

  @Test
  void aPublishedBatchIsReadBackAsItWas() throws IOException {
    RawManifest batch = publish(days("2025-01-01", "2025-01-31"), "first");

    assertThat(zone.batches()).containsExactly(batch);
    assertThat(zone.batch("2025-01-01_2025-01-31")).contains(batch);
    assertThat(root.resolve("users/batch=2025-01-01_2025-01-31/part")).hasContent("first");
  }

  @Test
  void aStagedBatchIsNotThereYet() {
    zone.stage();

    assertThat(zone.batches()).isEmpty();
  }

  @Test
  void whatKilledAttemptsHaveLeftIsDeletedADayLater() throws IOException {
    Path old = Path.of(zone.stage().toUri().getPath());
    Path recent = Path.of(zone.stage().toUri().getPath());
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    zone.stage();

    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void theSameBatchMadeAgainReplacesItself() throws IOException {
    publish(days("2025-01-01", "2025-01-31"), "first");
    publish(days("2025-01-01", "2025-01-31"), "second");

    assertThat(zone.batches()).hasSize(1);
    assertThat(root.resolve("users/batch=2025-01-01_2025-01-31/part")).hasContent("second");
  }

  @Test
  void batchesComeInTheOrderOfTheirDays() throws IOException {
    publish(days("2025-02-01", "2025-02-28"), "later");
    publish(days("2025-01-01", "2025-01-31"), "earlier");

    assertThat(zone.batches())
        .extracting(RawManifest::batch)
        .containsExactly("2025-01-01_2025-01-31", "2025-02-01_2025-02-28");
  }

  @Test
  void aBatchThatOverlapsAnotherIsRefusedByName() throws IOException {
    publish(days("2025-01-01", "2025-01-31"), "first");

    assertThatThrownBy(() -> zone.requirePlaceFor(days("2025-01-31", "2025-02-01"), SHOP))
        .hasMessageContaining("overlap those of the batch 2025-01-01_2025-01-31");
  }

  @Test
  void aBatchFromElsewhereIsRefused() throws IOException {
    publish(days("2025-01-01", "2025-01-31"), "first");

    assertThatThrownBy(
            () ->
                zone.requirePlaceFor(
                    days("2025-03-01", "2025-03-01"), new ImportedFiles("online-retail")))
        .hasMessageContaining("holds the shop with seed 42")
        .hasMessageContaining("'online-retail'")
        .hasMessageContaining("--home");
  }

  private RawManifest publish(DateRange days, String content) throws IOException {
    Path staging = Path.of(zone.stage().toUri().getPath());
    Files.createDirectories(staging.resolve("users"));
    Files.writeString(staging.resolve("users/part"), content);
    RawManifest manifest =
        RawManifest.of(days, SHOP, List.of(new RawTable("users", 1, 0, content.hashCode())));
    zone.publish(new org.apache.hadoop.fs.Path(staging.toUri()), manifest);
    return manifest;
  }

  private static DateRange days(String from, String to) {
    return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
  }
}
