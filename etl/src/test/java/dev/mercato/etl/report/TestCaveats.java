package dev.mercato.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.Platform;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.load.RawShop;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.etl.report.section.ShopData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestCaveats {
  private final JobContext context = Platform.fresh(Map.of());

  @Test
  void daysBetweenLoadsAndMartsThatAreOlderAreTold() {
    assertThat(caveats()).isEmpty();

    load("2025-01-01", "2025-01-02");
    assertThat(caveats()).singleElement().asString().startsWith("The marts are older");
    new MartsJob(context, MartsOptions.changes()).execute();
    assertThat(caveats()).isEmpty();

    load("2025-01-06", "2025-01-07");
    assertThat(caveats())
        .hasSize(2)
        .last()
        .asString()
        .contains("are 3 of which nothing is, the first of them 2025-01-03");
  }

  private void load(String from, String to) {
    new RawShop(context).batch(from, to);
    new LoadJob(context, LoadOptions.batch(from + "_" + to)).execute();
  }

  private List<String> caveats() {
    return Caveats.of(context, new ShopData(context));
  }
}
