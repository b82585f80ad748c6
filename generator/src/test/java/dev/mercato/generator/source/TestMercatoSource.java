package dev.mercato.generator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.ShopTables;
import dev.mercato.generator.SharedSpark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class TestMercatoSource {

  private static final Map<String, String> SMALL =
      Map.of("users", "300", "products", "120", "from", "2025-03-25", "to", "2025-04-05");

  private final SparkSession spark = SharedSpark.session();

  @Test
  void schemasAreTheRegistrys() {
    assertThat(read("transactions").schema()).isEqualTo(ShopTables.TRANSACTIONS.fileSchema());
    assertThat(read("clickstream").schema()).isEqualTo(ShopTables.CLICKSTREAM.fileSchema());
    assertThat(read("users").schema()).isEqualTo(ShopTables.USERS.fileSchema());
    assertThat(read("products").schema()).isEqualTo(ShopTables.PRODUCTS.fileSchema());
  }

  @Test
  void manyDaysAtOnceEqualSingleDays() {
    for (String table : List.of("transactions", "clickstream")) {
      List<Row> days = new ArrayList<>();
      for (LocalDate day = LocalDate.of(2025, 3, 30);
          !day.isAfter(LocalDate.of(2025, 4, 2));
          day = day.plusDays(1)) {
        days.addAll(
            reader(table)
                .option("from", day.toString())
                .option("to", day.toString())
                .load()
                .collectAsList());
      }
      Dataset<Row> atOnce =
          reader(table).option("from", "2025-03-30").option("to", "2025-04-02").load();
      assertThat(atOnce.collectAsList()).containsExactlyInAnyOrderElementsOf(days);
    }
  }

  @Test
  void fewerColumnsAreTheSameRows() {
    Dataset<Row> all = read("clickstream");
    Dataset<Row> pruned = all.select("search_query", "event_id");

    assertThat(pruned.queryExecution().executedPlan().toString())
        .contains("search_query")
        .doesNotContain("referrer");
    assertThat(pruned.collectAsList().stream().map(Row::toString))
        .containsExactlyInAnyOrderElementsOf(
            all.collectAsList().stream()
                .map(row -> "[%s,%d]".formatted(row.getString(6), row.getLong(0)))
                .toList());
    assertThat(all.count()).isEqualTo(pruned.collectAsList().size());
  }

  @Test
  void sqlReachesItWithoutCode() {
    spark.sql(
        """
        CREATE OR REPLACE TEMPORARY VIEW lines USING mercato
        OPTIONS (table 'transactions', users 300, products 120, `from` '2025-03-25', `to` '2025-04-05')
        """);
    spark.sql(
        """
        CREATE OR REPLACE TEMPORARY VIEW clicks USING mercato
        OPTIONS (table 'clickstream', users 300, products 120, `from` '2025-03-25', `to` '2025-04-05')
        """);

    Row row =
        spark
            .sql(
                """
                SELECT count(*) > 0, sum(amount - (quantity * unit_price - discount)) = 0,
                  count(DISTINCT order_id) = (SELECT count(*) FROM clicks WHERE event_type = 'purchase')
                FROM lines
                """)
            .first();
    assertThat(row.toString()).isEqualTo("[true,true,true]");
  }

  @Test
  void moreUsersAreTheSameUsersAndMore() {
    List<Row> few = read("users").where("user_id <= 300").collectAsList();
    List<Row> many =
        reader("users").option("users", "900").load().where("user_id <= 300").collectAsList();

    assertThat(many).containsExactlyInAnyOrderElementsOf(few).isNotEmpty();
  }

  @Test
  void faultsNameKeyAndValue() {
    assertFault(Map.of("users", "0"), "'users' (0)");
    assertFault(Map.of("users", "many"), "'users' (many)");
    assertFault(Map.of("users", "3000000000"), "'users' (3000000000)");
    assertFault(Map.of("from", "2025-02-30"), "'from' (2025-02-30)");
    assertFault(Map.of("from", "2022-12-31"), "'from' (2022-12-31)");
    assertFault(Map.of("to", "2025-03-01"), "2025-03-25 to 2025-03-01");
    assertFault(Map.of("table", "orders"), "'table' (orders)");
    assertFault(Map.of("sede", "1"), "'sede' (1)");
    assertThatThrownBy(() -> spark.read().format("mercato").load())
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("'table'");
  }

  private void assertFault(Map<String, String> options, String named) {
    assertThatThrownBy(() -> reader("transactions").options(options).load())
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining(named);
  }

  private Dataset<Row> read(String table) {
    return reader(table).load();
  }

  private DataFrameReader reader(String table) {
    return spark.read().format("mercato").options(SMALL).option("table", table);
  }
}
