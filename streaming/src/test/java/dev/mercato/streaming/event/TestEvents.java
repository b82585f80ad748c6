package dev.mercato.streaming.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.table.Column;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.walk.DayWalk;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestEvents {
  private static final int MOST_BYTES = 1000;
  private static final Shop SHOP =
      Shop.of(
          new ShopSpec(7, 500, LocalDate.parse("2023-01-01"), LocalDate.parse("2025-12-31"), 200));

  @Test
  void whatIsWrittenIsReadAgainToTheLastDigit() {
    int events = 0;
    for (DayWalk day = DayWalk.of(SHOP, LocalDate.parse("2025-06-01")); day.hasNext(); events++) {
      EventRow row = EventRow.of(day.next());
      Object[] read = new Object[row.topic().table().columns().size()];

      assertThat(reader(row.topic()).read(EventWriter.write(row), read)).isNull();
      assertThat(Arrays.asList(read)).isEqualTo(asSparkHasIt(row.values()));
    }
    assertThat(events).isPositive();
  }

  private static List<Object> asSparkHasIt(List<Object> values) {
    List<Object> all = new ArrayList<>();
    for (Object value : values) {
      all.add(value instanceof Instant time ? Timestamp.from(time) : value);
    }
    return all;
  }

  @Test
  void everyColumnThatMustHaveAValueIsWritten() {
    DayWalk day = DayWalk.of(SHOP, LocalDate.parse("2025-06-01"));
    while (day.hasNext()) {
      EventRow row = EventRow.of(day.next());
      List<Column> columns = row.topic().table().columns();
      assertThat(row.values()).hasSameSizeAs(columns);
      for (int i = 0; i < columns.size(); i++) {
        assertThat(row.values().get(i) != null || columns.get(i).nullable()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'' | event not empty",
        "{\"quantity\":3 | event readable JSON",
        "nonsense | event readable JSON",
        "[{\"quantity\":3}] | event a JSON object",
        "\"quantity\" | event a JSON object",
        "{\"quantity\":3}{\"quantity\":4} | event one JSON object",
        "{\"quantity\":3,\"quantity\":4} | event readable JSON",
        "{\"quantity\":\"three\"} | quantity of type INT",
        "{\"quantity\":\"3\"} | quantity of type INT",
        "{\"quantity\":3.5} | quantity of type INT",
        "{\"quantity\":3000000000} | quantity of type INT",
        "{\"order_id\":99999999999999999999} | order_id of type BIGINT",
        "{\"amount\":1.005} | amount of type DECIMAL(12,2)",
        "{\"amount\":1e999999999} | amount of type DECIMAL(12,2)",
        "{\"amount\":99999999999.00} | amount of type DECIMAL(12,2)",
        "{\"amount\":{\"cents\":5}} | amount of type DECIMAL(12,2)",
        "{\"status\":7} | status of type STRING",
        "{\"occurred_at\":\"yesterday\"} | occurred_at of type TIMESTAMP",
        "{\"occurred_at\":1735689600} | occurred_at of type TIMESTAMP",
        "{\"occurred_at\":\"2025-01-01T00:00:00.0000001Z\"} | occurred_at of type TIMESTAMP",
      })
  void whatCannotBeReadSaysWhy(String event, String demand) {
    String fault = read(event.getBytes(StandardCharsets.UTF_8));

    assertThat(fault).startsWith(demand + (demand.contains("at most") ? "" : ":"));
  }

  @Test
  void bytesThatAreNoTextAreNoJson() {
    assertThat(read(new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}))
        .startsWith("event readable JSON");
    assertThat(read(null)).startsWith("event not empty");
  }

  @Test
  void anEventThatIsTooLargeIsNotRead() {
    byte[] large =
        ("{\"status\":\"" + "x".repeat(MOST_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(read(large)).isEqualTo("event of at most 1000 bytes: " + large.length);
  }

  @Test
  void fieldsThatTheTableHasNotArePassedOver() {
    Object[] row = new Object[Topic.TRANSACTIONS.table().columns().size()];

    String fault =
        reader(Topic.TRANSACTIONS)
            .read(
                "{\"gift\":{\"of\":[1,2]},\"quantity\":3,\"status\":null}"
                    .getBytes(StandardCharsets.UTF_8),
                row);

    assertThat(fault).isNull();
    assertThat(row).containsOnlyOnce(3);
  }

  private static String read(byte[] event) {
    return reader(Topic.TRANSACTIONS)
        .read(event, new Object[Topic.TRANSACTIONS.table().columns().size()]);
  }

  private static EventReader reader(Topic topic) {
    return new EventReader(topic.table(), MOST_BYTES);
  }
}
