package dev.mercato.generator;

import dev.mercato.generator.tables.Part;
import dev.mercato.generator.tables.SimulatedTable;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A file to be written: a part of a table and where it goes.
 *
 * @param path of the file, below the table's directory
 */
record PartFile(SimulatedTable table, Part part, String path) implements Serializable {

  /** The files of a table: numbered through, facts in a folder a month. */
  static List<PartFile> of(SimulatedTable table, List<Part> parts) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> new PartFile(table, parts.get(i), path(table, parts.get(i), i)))
        .toList();
  }

  private static String path(SimulatedTable table, Part part, int number) {
    String name = String.format(Locale.ROOT, "part-%05d.parquet", number);
    return table.isFact()
        ? "month=%s/%s".formatted(part.window().from().toString().substring(0, 7), name)
        : name;
  }
}
