package dev.mercato.etl.report.section;

import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.util.List;
import java.util.Optional;

/**
 * A part of the report with a heading of its own.
 *
 * @param <M> what its queries find, a record of a size that does not grow with the data
 */
public interface Section<M> {

  /** Its name inside the page, of small letters. */
  String id();

  String title();

  /** Asks the tables; empty if they hold nothing that this section is about. */
  Optional<M> query(ShopData data);

  /** What to say where there is nothing: one sentence. */
  String absence();

  /** Shows what was found. */
  List<Node> render(M model, Gallery gallery);
}
