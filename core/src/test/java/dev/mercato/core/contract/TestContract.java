package dev.mercato.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.settings.DateRange;
import dev.mercato.core.spark.SharedSpark;
import dev.mercato.core.table.ShopTables;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestContract {
  private static final Contract TRANSACTIONS = Contract.of(ShopTables.TRANSACTIONS);

  @Test
  void aRowThatKeepsItsContractHasNoReason() {
    Row judged = judge("quantity", "2", TRANSACTIONS);

    assertThat(judged.getBoolean(0)).isTrue();
    assertThat(judged.isNullAt(1)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "transaction_id|null|transaction_id present: null",
        "transaction_id|0|transaction_id more than 0: 0",
        "quantity|-3|quantity more than 0: -3",
        "discount|-0.50|discount at least 0: -0.50",
        "status|'shipped'|status one of completed, cancelled, refunded, failed: shipped",
        "amount|19.97|amount adds up: quantity=2, unit_price=10.00, discount=0.00, amount=19.97",
        "status_at|TIMESTAMP '2025-01-30 23:59:59'"
            + "|status not before the order: occurred_at=2025-01-31 12:00:00,"
            + " status_at=2025-01-30 23:59:59",
      })
  void theReasonNamesTheCheckTheColumnAndTheValue(String column, String value, String reason) {
    Row judged = judge(column, value, TRANSACTIONS);

    assertThat(judged.getBoolean(0)).isFalse();
    assertThat(judged.getString(1)).isEqualTo(reason);
  }

  @Test
  void aNullWhereNullsAreAllowedIsFine() {
    assertThat(judge("payment_method", "null", TRANSACTIONS).getBoolean(0)).isTrue();
    assertThat(judge("user_id", "null", TRANSACTIONS).getBoolean(0)).isTrue();
  }

  @Test
  void theFirstFailedCheckIsTheReasonAndMissingValuesComeFirst() {
    Dataset<Row> row = row("quantity", "-1").selectExpr("* EXCEPT (status)", "null AS status");

    assertThat(judge(row, TRANSACTIONS).getString(1)).isEqualTo("status present: null");
  }

  @Test
  void aFactOutsideTheDaysOfItsBatchIsRejectedAtBothEnds() {
    Contract january =
        TRANSACTIONS.within(new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 31)));

    assertThat(judge("occurred_at", "TIMESTAMP '2025-01-31 23:59:59.999999'", january).isNullAt(1))
        .as("only status_at is wrong then")
        .isFalse();
    assertThat(judge("occurred_at", "TIMESTAMP '2025-01-01 00:00:00'", january).isNullAt(1))
        .isTrue();
    assertThat(judge("occurred_at", "TIMESTAMP '2024-12-31 23:59:59'", january).getString(1))
        .isEqualTo("occurred_at in 2025-01-01 to 2025-01-31: 2024-12-31 23:59:59");
  }

  @Test
  void keptIsTrueExactlyWhereThereIsNoReason() {
    Dataset<Row> rows =
        SharedSpark.session()
            .range(2_000)
            .selectExpr(
                "if(id % 7 = 0, null, id % 11 - 1) AS transaction_id",
                "id AS order_id",
                "id AS user_id",
                "if(id % 13 = 0, null, id) AS product_id",
                "id AS session_id",
                "cast(id % 5 - 1 AS int) AS quantity",
                "cast(id % 3 AS decimal(10,2)) AS unit_price",
                "cast(0 AS decimal(10,2)) AS discount",
                "cast((id % 5 - 1) * (id % 3) + if(id % 17 = 0, 1, 0) AS decimal(12,2)) AS amount",
                "if(id % 19 = 0, 'odd', 'completed') AS status",
                "cast(null AS string) AS payment_method",
                "timestamp_seconds(id) AS occurred_at",
                "timestamp_seconds(id + id % 23 - 1) AS status_at");

    Row counts =
        rows.select(TRANSACTIONS.kept().as("kept"), TRANSACTIONS.reason().as("reason"))
            .selectExpr("count_if(kept)", "count_if(kept = (reason IS NULL))")
            .head();

    assertThat(counts.getLong(0)).isBetween(1L, 1_999L);
    assertThat(counts.getLong(1)).isEqualTo(2_000L);
  }

  private static Row judge(String column, String value, Contract contract) {
    return judge(row(column, value), contract);
  }

  private static Row judge(Dataset<Row> row, Contract contract) {
    return row.select(contract.kept(), contract.reason()).head();
  }

  private static Dataset<Row> row(String column, String value) {
    Dataset<Row> good =
        SharedSpark.session()
            .sql(
                """
                SELECT 1L AS transaction_id, 2L AS order_id, 3L AS user_id, 4L AS product_id,
                  5L AS session_id, 2 AS quantity, 10.00BD AS unit_price, 0.00BD AS discount,
                  20.00BD AS amount, 'completed' AS status, 'card' AS payment_method,
                  TIMESTAMP '2025-01-31 12:00:00' AS occurred_at,
                  TIMESTAMP '2025-01-31 12:00:00' AS status_at
                """);
    String type = ShopTables.TRANSACTIONS.column(column).orElseThrow().type().sql();
    return good.withColumn(
        column, org.apache.spark.sql.functions.expr("CAST(%s AS %s)".formatted(value, type)));
  }
}
