package dev.mercato.etl.report.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.MartTables;
import dev.mercato.etl.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestConcentration {

  @Test
  void theCurveIsThatOfAllCustomersSorted() {
    JobContext context = Platform.fresh(Map.of());
    context.warehouse().create();
    context
        .spark()
        .range(1000)
        .selectExpr(
            "id AS user_id",
            "CAST(5 + 4000 * pow(pmod(xxhash64(id), 1009) / 1009D, 6) AS DECIMAL(18,2)) AS lifetime_value")
        .createOrReplaceTempView("values_of_customers");
    insert(context);
    ShopData data = new ShopData(context);
    Concentration found = Concentration.of(data).orElseThrow();
    List<Double> sorted =
        data.rows(MartTables.CUSTOMER_360).select("lifetime_value").collectAsList().stream()
            .map(row -> row.getDecimal(0).doubleValue())
            .sorted(Comparator.reverseOrder())
            .toList();
    double total = sorted.stream().mapToDouble(Double::doubleValue).sum();
    for (double top : List.of(0.01, 0.05, 0.1, 0.2, 0.5)) {
      double exact =
          sorted.stream().limit(Math.round(1000 * top)).mapToDouble(Double::doubleValue).sum();
      assertThat(found.valueOfTop(top)).isCloseTo(exact / total, within(1e-3));
    }
    assertThat(found.customers()).isEqualTo(1000);
    assertThat(found.points()).endsWith(new Concentration.Point(1, 1));
  }

  private static void insert(JobContext context) {
    String columns =
        String.join(
            ", ",
            MartTables.CUSTOMER_360.columns().stream()
                .map(
                    column ->
                        column.name().equals("user_id") || column.name().equals("lifetime_value")
                            ? column.name()
                            : "CAST(NULL AS %s)".formatted(column.type().sql()))
                .toList());
    context
        .spark()
        .sql(
            "INSERT INTO %s.customer_360 SELECT %s FROM values_of_customers"
                .formatted(context.settings().database(), columns));
  }
}
