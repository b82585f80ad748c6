package dev.mercato.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.generator.columns.FreeTextVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.generator.tables.SimulatedTable;
import org.junit.jupiter.api.Test;

class TestCsvValue {

  @Test
  void textsWithCommasOrQuotesAreQuoted() {
    FreeTextVector name = new TableColumns(SimulatedTable.PRODUCTS.schema()).texts("name");
    name.set(0, "Linen Backpack");
    name.set(1, "Cup, 8\" tall");

    assertThat(CsvValue.of(name, 0)).isEqualTo("Linen Backpack");
    assertThat(CsvValue.of(name, 1)).isEqualTo("\"Cup, 8\"\" tall\"");
  }

  @Test
  void moneyHasItsCentsAndTimesTheirMicroseconds() {
    TableColumns columns = new TableColumns(SimulatedTable.TRANSACTIONS.schema());
    LongVector amount = columns.longs("amount");
    amount.set(0, 5);
    LongVector occurredAt = columns.longs("occurred_at");
    occurredAt.set(0, 1_735_689_600_000_001L);

    assertThat(CsvValue.of(amount, 0)).isEqualTo("0.05");
    assertThat(CsvValue.of(occurredAt, 0)).isEqualTo("2025-01-01 00:00:00.000001");
  }

  @Test
  void whatIsMissingIsEmpty() {
    LongVector order = new TableColumns(SimulatedTable.CLICKSTREAM.schema()).longs("order_id");
    order.set(0, LongVector.NULL);

    assertThat(CsvValue.of(order, 0)).isEmpty();
  }
}
