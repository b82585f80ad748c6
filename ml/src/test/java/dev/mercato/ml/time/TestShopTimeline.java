package dev.mercato.ml.time;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.ShopTables;
import dev.mercato.ml.Platform;
import dev.mercato.ml.SimulatedShop;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TestShopTimeline {
  private static final Cut CUT = new Cut(LocalDate.parse("2025-04-15"));

  private final JobContext context = SimulatedShop.small();
  private final ShopTimeline timeline = ShopTimeline.of(context);

  @Test
  void historyAndOutcomeShareNoOrderAndLoseNone() {
    Dataset<Row> before = timeline.before(CUT).transactions();
    Dataset<Row> after = timeline.after(CUT, 30).transactions();
    Dataset<Row> all =
        table("transactions")
            .where(col("occurred_at").lt(lit(CUT.plusDays(30).at())))
            .select("transaction_id");

    assertThat(before.count()).isPositive();
    assertThat(after.count()).isPositive();
    assertThat(before.select("transaction_id").intersect(after.select("transaction_id")).count())
        .isZero();
    assertThat(before.count() + after.count()).isEqualTo(all.count());
  }

  @Test
  void nothingInTheHistoryIsOfTheCutOrLater() {
    History history = timeline.before(CUT);

    assertThat(latest(history.transactions(), "occurred_at")).isBefore(CUT.at());
    assertThat(latest(history.transactions(), "status_at")).isBefore(CUT.at());
    assertThat(latest(history.clickstream(), "occurred_at")).isBefore(CUT.at());
    assertThat(latest(history.users(), "signup_at")).isBefore(CUT.at());
    assertThat(history.products().where(col("launched_on").geq(lit(CUT.day()))).count()).isZero();
    assertThat(history.users().columns()).doesNotContain("name", "email");
  }

  @Test
  void nothingInTheOutcomeIsOfBeforeTheCut() {
    Row range =
        timeline.after(CUT, 30).transactions().agg(min("occurred_at"), max("occurred_at")).first();

    assertThat(range.getTimestamp(0)).isAfterOrEqualTo(CUT.at());
    assertThat(range.getTimestamp(1)).isBefore(CUT.plusDays(30).at());
  }

  @Test
  void anOrderRefundedLaterIsStillCompletedAtTheCut() {
    Dataset<Row> refundedLater =
        table("transactions")
            .where(col("occurred_at").lt(lit(CUT.at())))
            .where(col("status").equalTo("refunded"))
            .where(col("status_at").geq(lit(CUT.at())))
            .select("transaction_id");
    Dataset<Row> known = timeline.before(CUT).transactions().join(refundedLater, "transaction_id");

    assertThat(refundedLater.count()).isPositive();
    assertThat(known.count()).isEqualTo(refundedLater.count());
    assertThat(known.where(col("status").notEqual("completed")).count()).isZero();
    assertThat(known.where(col("status_at").isNotNull()).count()).isZero();
  }

  @Test
  void cutsOutsideTheDataAreRefusedWithThoseThatAreNot() {
    assertThatThrownBy(() -> timeline.before(new Cut(LocalDate.parse("2024-12-31"))))
        .isInstanceOfSatisfying(
            MercatoException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
        .hasMessageContaining("2024-12-31")
        .hasMessageContaining("from 2025-01-02 to 2025-07-01");
    assertThatThrownBy(() -> timeline.after(new Cut(LocalDate.parse("2025-06-15")), 30))
        .hasMessageContaining("the 30 days after it must be loaded")
        .hasMessageContaining("to 2025-06-01");
    assertThatThrownBy(() -> timeline.after(CUT, 365))
        .hasMessageContaining("within 365 days")
        .hasMessageContaining("shorter horizon");
  }

  @Test
  void withoutOrdersThereIsNoTimeline() {
    JobContext empty = Platform.fresh(Map.of());

    assertThatThrownBy(() -> ShopTimeline.of(empty))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("no orders")
        .hasMessageContaining("generate or import");
  }

  private Dataset<Row> table(String name) {
    return context.spark().table(context.settings().database() + "." + name);
  }

  private static Timestamp latest(Dataset<Row> rows, String column) {
    return rows.agg(max(column)).first().getTimestamp(0);
  }

  @Test
  void theTimelineIsOfTheLoadedDays() {
    assertThat(timeline.firstDay()).isEqualTo("2025-01-01");
    assertThat(timeline.lastDay()).isEqualTo("2025-06-30");
    assertThat(timeline.hasClickstream()).isTrue();
    assertThat(timeline.loads()).hasSize(4).allMatch(load -> load.contains("/"));
    assertThat(timeline.before(CUT).firstDay()).isEqualTo("2025-01-01");
    assertThat(context.warehouse().facts(ShopTables.TRANSACTIONS).partitions()).hasSize(6);
  }
}
