package dev.mercato.page.html;

/** A piece of a page. Written, it is HTML and well-formed XML at once. */
public sealed interface Node permits Text, Element, StyleSheet {
  /** Appends this piece's markup. */
  void write(StringBuilder out);
}
