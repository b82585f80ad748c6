package dev.mercato.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestReportWithoutData {

  @Test
  void aHomeWithoutTablesIsSaidToHaveNothing() {
    ReportResult result = new ReportJob(Platform.fresh(Map.of())).execute();
    ReadPage page = ReadPage.of(result);
    for (var section : ReportSections.ALL) {
      assertThat(page.section(section.id()).getTextContent())
          .isEqualTo(section.title() + section.absence());
    }
    assertThat(result.plots()).isEmpty();
  }

  @Test
  void oneSaleWithoutClicksCustomersOrTargetsIsReportedAsThat() {
    JobContext context = Platform.fresh(Map.of());
    context.warehouse().create();
    context
        .spark()
        .sql(
            """
            INSERT INTO %s.daily_sales PARTITION (event_month = '2025-03')
            VALUES (DATE '2025-03-05', '<b>', 1, 1, 2, 19.80, 0.00, 0, 0, 0.00, 0, 0, 0.00, 19.80)
            """
                .formatted(context.settings().database()));
    ReadPage page = ReadPage.of(new ReportJob(context).execute());
    assertThat(page.rows("sales", 0))
        .containsExactly(List.of("<b>", "20", "100.0\u00A0%", "", "2", "0.0\u00A0%"));
    assertThat(page.section("overview").getTextContent())
        .contains("5 Mar 2025", "no clickstream loaded", "no orders loaded");
    for (String id :
        List.of("products", "funnel", "cohorts", "segments", "concentration", "quality")) {
      assertThat(page.section(id).getElementsByTagName("p").getLength()).as(id).isEqualTo(1);
    }
  }
}
