package dev.mercato.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.Platform;
import dev.mercato.page.html.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class TestReport {
  private static JobContext context;
  private static ReportResult result;
  private static ReadPage page;

  @BeforeAll
  static void makeTheReportOfASmallShop() throws IOException {
    context = Platform.fresh(Map.of());
    SmallShop.ofFiveMonths().fill(context);
    CalibrationExample.write(context);
    result = new ReportJob(context).execute();
    page = ReadPage.of(result);
  }

  @Test
  void everySectionIsThereAndHasSomethingToShow() {
    for (var section : ReportSections.ALL) {
      assertThat(page.section(section.id()).getTextContent())
          .contains(section.title())
          .doesNotContain(section.absence());
    }
  }

  @Test
  void theContentsLeadToEverySection() {
    List<String> links =
        page.elements("a").stream().map(link -> link.getAttribute("href")).toList();
    assertThat(links)
        .isEqualTo(ReportSections.ALL.stream().map(section -> "#" + section.id()).toList());
  }

  @Test
  void theHeadlineEqualsQueries() {
    Row sales = one("SELECT sum(net_revenue) FROM daily_sales");
    Row orders = one("SELECT count(DISTINCT order_id), sum(amount) FROM transactions");
    Row visits = one("SELECT sum(sessions), sum(purchased) FROM funnel_daily");
    List<String> values =
        ReadPage.elements(page.section("overview").getElementsByTagName("dd")).stream()
            .filter(element -> element.getAttribute("class").equals("value"))
            .map(Element::getTextContent)
            .toList();
    assertThat(values)
        .containsExactly(
            Figures.money(sales.getDecimal(0)),
            Figures.count(orders.getLong(0)),
            Figures.decimal(orders.getDecimal(1).doubleValue() / orders.getLong(0), 2),
            Figures.count(one("SELECT count(*) FROM customer_360").getLong(0)),
            Figures.count(visits.getLong(0)),
            Figures.percent((double) visits.getLong(1) / visits.getLong(0)));
  }

  @Test
  void categoriesAndProductsEqualQueries() {
    assertThat(page.rows("sales", 0).stream().map(row -> row.subList(0, 2)))
        .containsExactlyElementsOf(
            texts("SELECT category, sum(net_revenue) FROM daily_sales GROUP BY 1 ORDER BY 2 DESC"));
    assertThat(page.rows("products", 0).stream().map(row -> List.of(row.get(0), row.get(2))))
        .containsExactlyElementsOf(
            texts(
                "SELECT name, net_revenue FROM product_performance ORDER BY net_revenue DESC LIMIT 20"));
  }

  @Test
  void everyLoadIsAccountedForAndRejectsStandByReason() {
    assertThat(page.rows("quality", 0))
        .contains(List.of("clickstream", "1", "1,200", "1,190", "4", "6", "yes"));
    assertThat(page.rows("quality", 1))
        .contains(
            List.of(
                "transactions", "unit_price more than 0", "3", "unit_price more than 0: -3.00"));
  }

  @Test
  void calibrationTellsWhatIsOutsideItsBand() {
    assertThat(page.rows("calibration", 0).stream().map(row -> List.of(row.get(0), row.get(3))))
        .containsExactly(
            List.of("cart abandonment", "yes"),
            List.of("average order value", "no"),
            List.of("orders a day, Black Friday week to the rest", "yes"));
  }

  @Test
  void whatTheDataHoldsIsTextAndNeverMarkup() {
    assertThat(page.rows("products", 0).get(0).get(0)).matches("Product <\\d+> & co");
    assertThat(page.elements("script")).isEmpty();
  }

  @Test
  void thePageFetchesNothing() {
    assertThat(page.html()).doesNotContain("src=", "url(", "@import", "<link", "<script", "<img");
    assertThat(page.elements("a")).allMatch(link -> link.getAttribute("href").startsWith("#"));
    assertThat(page.html().length()).isLessThan(1_500_000);
  }

  @Test
  void everyPlotIsAlsoAFile() throws IOException {
    assertThat(result.plots()).hasSizeGreaterThanOrEqualTo(14);
    for (String plot : result.plots()) {
      assertThat(Files.readAllBytes(Path.of(plot)))
          .startsWith((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
    }
  }

  @Test
  void aPlotsWordsAreTextThatCanBeRead() {
    List<Element> plots =
        page.elements("svg").stream()
            .filter(svg -> svg.getAttribute("class").startsWith("plot"))
            .toList();
    assertThat(plots).isNotEmpty();
    assertThat(plots).allMatch(plot -> !plot.getAttribute("aria-label").isBlank());
    assertThat(plots).allMatch(plot -> plot.getElementsByTagName("text").getLength() > 0);
  }

  @Test
  void theReportMadeAgainReplacesTheOneBefore() throws IOException {
    Path directory = Path.of(result.page()).getParent();
    Files.writeString(directory.resolve("plots/of-an-earlier-report.png"), "old");
    String before = Files.readString(Path.of(result.page()));
    ReportResult again = new ReportJob(context).execute();
    assertThat(again).isEqualTo(result);
    assertThat(Files.readString(Path.of(again.page()))).isEqualTo(before);
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      assertThat(files.map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(again.plots().stream(), Stream.of(again.page())).toList());
    }
  }

  private static List<List<String>> texts(String query) {
    return query(query).stream()
        .map(row -> List.of(row.getString(0), Figures.money(row.getDecimal(1))))
        .toList();
  }

  private static Row one(String query) {
    return query(query).get(0);
  }

  private static List<Row> query(String query) {
    String database = context.settings().database();
    return context
        .spark()
        .sql(query.replaceFirst("FROM ", "FROM " + database + "."))
        .collectAsList();
  }
}
