package dev.mercato.etl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.RowChecksum;
import dev.mercato.etl.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A batch without faults, loaded once: what it comes to, and what does not change it. */
class ITLoadOfCleanBatch {
  private static JobContext context;
  private static LoadResult loaded;

  @BeforeAll
  static void load() {
    context = Platform.fresh(Map.of());
    new RawShop(context).batch("2025-01-30", "2025-02-02");
    loaded = new LoadJob(context, LoadOptions.everything()).execute();
  }

  @Test
  void itIsLoadedWholeDimensionsFirst() {
    assertThat(loaded.loads().stream().map(load -> load.record().table()))
        .containsExactly("users", "products", "transactions", "clickstream");
    assertThat(loaded.rejected()).isZero();
    assertThat(count("users")).isEqualTo(RawShop.USERS);
    assertThat(count("products")).isEqualTo(RawShop.PRODUCTS);
    assertThat(count("transactions")).isEqualTo(4L * RawShop.LINES_A_DAY);
    assertThat(count("clickstream WHERE event_month = '2025-02'"))
        .isEqualTo(2L * RawShop.EVENTS_A_DAY);
    assertThat(count("rejects")).isZero();
  }

  @Test
  void whatIsToldOfItIsWhatItsFilesHold() {
    for (String table : List.of("transactions", "clickstream")) {
      LoadRecord record =
          context.warehouse().loads().stream()
              .filter(load -> load.table().equals(table))
              .findFirst()
              .orElseThrow();
      Row measured =
          context
              .spark()
              .table(name(table))
              .agg(functions.count("*"), RowChecksum.of(Registry.table(table)))
              .head();
      assertThat(record.kept()).isEqualTo(measured.getLong(0));
      assertThat(record.checksum()).isEqualTo(measured.getLong(1));
    }
  }

  @Test
  void theSameLoadAgainChangesNothing() {
    List<LoadRecord> before = context.warehouse().loads();

    LoadResult again = new LoadJob(context, LoadOptions.everything()).execute();

    assertThat(again.loads()).noneMatch(TableLoad::committed);
    assertThat(context.warehouse().loads()).isEqualTo(before);
  }

  @Test
  void overlappingDaysAreRefusedByName() {
    JobContext other = Platform.fresh(Map.of());
    new RawShop(other).batch("2025-02-02", "2025-02-04");

    assertThatThrownBy(
            () ->
                new LoadJob(
                        context,
                        new LoadOptions(
                            Optional.empty(), Optional.of(other.rawZone().location()), false))
                    .execute())
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("overlap those of the load '2025-01-30_2025-02-02'")
        .hasMessageContaining("unload");
  }

  @Test
  void aBatchOrALoadThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new LoadJob(context, LoadOptions.batch("2024")).execute())
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("no raw batch '2024'")
        .hasMessageContaining("2025-01-30_2025-02-02");
    assertThatThrownBy(() -> new UnloadJob(context, "2024").execute())
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("'2024'");
  }

  private static long count(String rest) {
    return context.spark().sql("SELECT count(*) FROM " + name(rest)).head().getLong(0);
  }

  private static String name(String table) {
    return context.settings().database() + "." + table;
  }
}
