package dev.mercato.etl.report.section;

import dev.mercato.core.table.Table;
import dev.mercato.page.html.Element;
import java.util.ArrayList;
import java.util.List;

/** What the figures of a section mean, folded away until asked for. */
record Definitions(List<Element> entries) {

  static Definitions of() {
    return new Definitions(List.of());
  }

  /** With a term more. */
  Definitions term(String term, String meaning) {
    List<Element> more = new ArrayList<>(entries);
    more.add(Element.of("dt", term));
    more.add(Element.of("dd", meaning));
    return new Definitions(more);
  }

  /** With a term more that is a column: the table registry says what it means. */
  Definitions column(String term, Table table, String column) {
    String comment =
        table
            .column(column)
            .orElseThrow(
                () -> new IllegalArgumentException("No column " + column + " in " + table.name()))
            .comment();
    return term(term, comment + " (" + table.name() + "." + column + ")");
  }

  Element toHtml() {
    return Element.of("details", Element.of("summary", "What these figures mean"))
        .add(Element.of("dl").add(entries));
  }
}
