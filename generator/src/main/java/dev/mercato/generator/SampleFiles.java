package dev.mercato.generator;

import dev.mercato.core.MercatoException;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.generator.columns.TableVector;
import dev.mercato.generator.tables.Part;
import dev.mercato.generator.tables.RowSource;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.Window;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The first rows of each table as a CSV file, to be looked at without tools.
 *
 * @param location the directory that the files go to
 */
record SampleFiles(String location, Configuration hadoop) {

  private static final int ROWS = 1_000;

  /** Writes the first rows of a table over some days. */
  void write(SimulatedTable table, Shop shop, Window window) {
    RowSource source = table.open(shop, new Part(window, shop.usersBy(window.to())));
    int rows = Math.min(ROWS, source.next());
    Path path = new Path(location, table.label() + ".csv");
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                path.getFileSystem(hadoop).create(path, true), StandardCharsets.UTF_8))) {
      out.write(String.join(",", source.columns().schema().fieldNames()) + "\n");
      for (int row = 0; row < rows; row++) {
        out.write(line(source.columns(), row));
      }
    } catch (IOException e) {
      throw MercatoException.failed(
          "The sample %s cannot be written (%s): make room or give it to this user."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static String line(TableColumns columns, int row) {
    StringBuilder line = new StringBuilder();
    for (TableVector column : columns.inOrder()) {
      line.append(line.isEmpty() ? "" : ",").append(CsvValue.of(column, row));
    }
    return line.append('\n').toString();
  }
}
