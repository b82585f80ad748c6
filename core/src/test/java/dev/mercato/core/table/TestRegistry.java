package dev.mercato.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestRegistry {

  @Test
  void everyTableHasANameOfItsOwn() {
    List<String> names = Registry.TABLES.stream().map(Table::name).toList();

    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableAndEveryColumnSaysWhatItHolds(Table table) {
    assertThat(table.comment()).isNotBlank();
    assertThat(table.columns()).allSatisfy(column -> assertThat(column.comment()).isNotBlank());
    assertThat(new HashSet<>(table.columnNames())).hasSameSizeAs(table.columnNames());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aReferenceNamesAKeyThatIsThere(Table table) {
    for (Column column : table.columns()) {
      for (Rule rule : column.rules()) {
        if (rule instanceof Rule.References references) {
          assertThat(Registry.table(references.table()).key()).containsExactly(references.column());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void factsHaveAnEventTime(Table table) {
    if (table.kind() == TableKind.FACT) {
      assertThat(table.column(Table.EVENT_TIME))
          .hasValueSatisfying(column -> assertThat(column.type()).isEqualTo(ColumnType.TIMESTAMP));
    }
  }

  @Test
  void anUnknownTableIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> Registry.table("orders"))
        .hasMessageContaining("no table 'orders'")
        .hasMessageContaining("transactions, clickstream");
  }

  static List<Table> tables() {
    return Registry.TABLES;
  }
}
