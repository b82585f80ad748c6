package dev.mercato.etl.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestColumnFingerprint {
  @Test
  void aTypeWithoutACanonicalTextIsRefusedByName() {
    assertThatThrownBy(() -> ColumnFingerprint.of("reasons", "array<string>"))
        .hasMessage("Cannot compare column reasons across engines: its type is array<string>");
  }

  @Test
  void aDecimalWhoseUnitsDoNotFitIsRefused() {
    assertThatThrownBy(() -> ColumnFingerprint.of("much", "decimal(38,18)"))
        .hasMessageContaining("decimal(38,18) has too many digits");
  }

  @Test
  void everyTextOfTheAnswerHasItsLabel() {
    TableFingerprint fingerprint =
        new TableFingerprint("shop.users", List.of(ColumnFingerprint.of("user_id", "bigint")));

    assertThat(fingerprint.labels())
        .containsExactly(
            "rows",
            "rows: checksum",
            "user_id: count",
            "user_id: sum",
            "user_id: least",
            "user_id: greatest",
            "user_id: checksum");
  }

  @Test
  void aDifferenceNamesTableColumnAndWhatEachEngineReads() {
    TableFingerprint fingerprint =
        new TableFingerprint("shop.users", List.of(ColumnFingerprint.of("user_id", "bigint")));

    assertThat(
            fingerprint.differences(
                "Spark",
                Arrays.asList("1", "7", "1", "5", "5", "5", "7"),
                "HiveServer2",
                Arrays.asList("1", "7", "1", null, "5", "5", "7")))
        .containsExactly("shop.users, user_id: sum: Spark reads 5, HiveServer2 reads null");
  }
}
