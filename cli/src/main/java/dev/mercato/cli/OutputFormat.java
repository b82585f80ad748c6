package dev.mercato.cli;

/** How a result is written on standard output. */
enum OutputFormat {
  /** Columns lined up, for people. */
  TABLE,
  /** RFC 4180, with a header; a null is an empty field. */
  CSV,
  /** One JSON object a line. */
  JSON
}
