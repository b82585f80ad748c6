package dev.mercato.page.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table of records, one a row; wide ones scroll on a narrow screen.
 *
 * @param caption what the table shows, in a few words
 */
public record DataTable<R>(String caption, List<Column<R>> columns, List<R> rows) {

  /** How a column stands. */
  public enum Alignment {
    LEFT,
    RIGHT,
    DRAWN
  }

  /** One column: its heading and what each row has in it. */
  public record Column<R>(String heading, Alignment alignment, Function<R, Node> cell) {}

  public DataTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A table without columns yet. */
  public static <R> DataTable<R> of(String caption, List<R> rows) {
    return new DataTable<>(caption, List.of(), rows);
  }

  /** With a column of words more. */
  public DataTable<R> words(String heading, Function<R, String> cell) {
    return with(new Column<>(heading, Alignment.LEFT, row -> new Text(cell.apply(row))));
  }

  /** With a column of figures more, already formatted. */
  public DataTable<R> figures(String heading, Function<R, String> cell) {
    return with(new Column<>(heading, Alignment.RIGHT, row -> new Text(cell.apply(row))));
  }

  /** With a column more in which each row draws what it likes. */
  public DataTable<R> drawn(String heading, Function<R, Node> cell) {
    return with(new Column<>(heading, Alignment.DRAWN, cell));
  }

  private DataTable<R> with(Column<R> column) {
    List<Column<R>> more = new ArrayList<>(columns);
    more.add(column);
    return new DataTable<>(caption, more, rows);
  }

  /** The table as HTML. */
  public Element toHtml() {
    Element head = Element.of("tr");
    for (Column<R> column : columns) {
      head = head.add(cell("th", column).with("scope", "col").add(column.heading()));
    }
    List<Element> body = new ArrayList<>();
    for (R row : rows) {
      Element line = Element.of("tr");
      for (Column<R> column : columns) {
        line = line.add(cell("td", column).add(column.cell().apply(row)));
      }
      body.add(line);
    }
    Element table =
        Element.of("table")
            .add(Element.of("caption", caption))
            .add(Element.of("thead", head), Element.of("tbody").add(body));
    return Element.styled("div", "scroll")
        .with("role", "region")
        .with("aria-label", caption)
        .with("tabindex", "0")
        .add(table);
  }

  private Element cell(String name, Column<R> column) {
    return switch (column.alignment()) {
      case LEFT -> Element.of(name);
      case RIGHT -> Element.styled(name, "figure");
      case DRAWN -> Element.styled(name, "drawn");
    };
  }
}
