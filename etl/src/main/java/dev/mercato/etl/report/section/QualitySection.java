package dev.mercato.etl.report.section;

import dev.mercato.core.table.ShopTables;
import dev.mercato.etl.report.section.LoadQuality.Load;
import dev.mercato.etl.report.section.LoadQuality.Reason;
import dev.mercato.etl.report.section.LoadQuality.Rows;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of every row that was read. */
public final class QualitySection implements Section<LoadQuality> {
  private static final int LONGEST_EXAMPLE = 120;

  @Override
  public String id() {
    return "quality";
  }

  @Override
  public String title() {
    return "Data quality";
  }

  @Override
  public String absence() {
    return "No load has been recorded yet.";
  }

  @Override
  public Optional<LoadQuality> query(ShopData data) {
    return LoadQuality.of(data);
  }

  @Override
  public List<Node> render(LoadQuality quality, Gallery gallery) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Element.of("p", summary(quality)));
    nodes.add(
        withRows(
                DataTable.of("All loads, by table", quality.tables())
                    .words("Table", Rows::table)
                    .figures("Loads", rows -> Figures.count(rows.loads())),
                Function.identity())
            .toHtml());
    nodes.add(Element.of("h3", "Why rows were rejected"));
    nodes.add(reasons(quality));
    nodes.add(Element.of("h3", "The latest loads"));
    nodes.add(
        withRows(
                DataTable.of("Loads, the latest first; times in UTC", quality.latest())
                    .words("Load", Load::id)
                    .words("Table", load -> load.rows().table())
                    .words("Committed", Load::committedAt),
                Load::rows)
            .toHtml());
    nodes.add(definitions());
    return nodes;
  }

  private static <R> DataTable<R> withRows(DataTable<R> table, Function<R, Rows> rows) {
    return table
        .figures("Read", row -> Figures.count(rows.apply(row).read()))
        .figures("Kept", row -> Figures.count(rows.apply(row).kept()))
        .figures("Rejected", row -> Figures.count(rows.apply(row).rejected()))
        .figures("Duplicates", row -> Figures.count(rows.apply(row).duplicates()))
        .words("Adds up", row -> rows.apply(row).addUp() ? "yes" : "NO");
  }

  private static String summary(LoadQuality quality) {
    return "%s loads read %s rows and rejected %s of them (%s). %s"
        .formatted(
            Figures.count(quality.loads()),
            Figures.count(quality.read()),
            Figures.count(quality.rejected()),
            Figures.percent(Figures.share(quality.rejected(), quality.read())),
            quality.addsUp()
                ? "Every row read is accounted for: read = kept + rejected + duplicates."
                : "Not every row read is accounted for: see where read is not kept + rejected + duplicates.");
  }

  private static Element reasons(LoadQuality quality) {
    return quality.reasons().isEmpty()
        ? Element.of("p", "No rows stand in rejects.")
        : DataTable.of("Rejected rows by reason", quality.reasons())
            .words("Table", Reason::table)
            .words("Check that failed", Reason::check)
            .figures("Rows", reason -> Figures.count(reason.rows()))
            .words("Example", reason -> shortened(reason.example()))
            .toHtml();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_EXAMPLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…";
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Read", ShopTables.LOADS, "rows_read")
        .column("Kept", ShopTables.LOADS, "rows_kept")
        .column("Rejected", ShopTables.LOADS, "rows_rejected")
        .column("Duplicates", ShopTables.LOADS, "rows_duplicate")
        .column("Reason", ShopTables.REJECTS, "reason")
        .toHtml();
  }
}
