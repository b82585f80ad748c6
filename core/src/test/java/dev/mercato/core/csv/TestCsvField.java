package dev.mercato.core.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestCsvField {

  @Test
  void plainTextStaysAsItIs() {
    assertThat(CsvField.of("Linen Backpack; blue")).isEqualTo("Linen Backpack; blue");
    assertThat(CsvField.of("")).isEmpty();
  }

  @Test
  void whatCouldBeTakenForMoreThanOneFieldIsQuoted() {
    assertThat(CsvField.of("Cup, tall")).isEqualTo("\"Cup, tall\"");
    assertThat(CsvField.of("8\" tall")).isEqualTo("\"8\"\" tall\"");
    assertThat(CsvField.of("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(CsvField.of("two\rlines")).isEqualTo("\"two\rlines\"");
  }
}
