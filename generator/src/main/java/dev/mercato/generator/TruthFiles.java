package dev.mercato.generator;

import dev.mercato.core.MercatoException;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.users.Priors;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What is true of the shop and not to be seen in its tables: {@code users} and {@code products} as
 * Parquet, {@code priors.json}. Only evaluation reads it.
 *
 * @param location the directory that all of it goes to
 */
record TruthFiles(JavaSparkContext spark, String location) {

  /**
   * Writes the truth of all products, and of the users who have signed up by the end of a day.
   *
   * @return how many rows there are
   */
  long write(ShopSpec shop, Priors priors, LocalDate lastDay) {
    TableFiles files = new TableFiles(spark, shop, Window.day(lastDay));
    long users = write(files, SimulatedTable.USER_TRUTH, "users");
    long products = write(files, SimulatedTable.PRODUCT_TRUTH, "products");
    new JsonFile(location + "/priors.json", spark.hadoopConfiguration())
        .write(TruePriors.of(priors));
    return users + products;
  }

  /** Writes aside, so that older truth stands until the new is whole. */
  private long write(TableFiles files, SimulatedTable table, String folder) {
    Path aside = new Path(location, "_" + folder);
    Path target = new Path(location, folder);
    try {
      FileSystem fileSystem = target.getFileSystem(spark.hadoopConfiguration());
      fileSystem.delete(aside, true);
      Written written = files.write(table, aside);
      fileSystem.delete(target, true);
      if (!fileSystem.rename(aside, target)) {
        throw new IOException("rename of %s was refused".formatted(aside));
      }
      return written.rows();
    } catch (IOException e) {
      throw MercatoException.failed(
          "The truth in %s cannot be replaced (%s): give it to this user."
              .formatted(target, e.getMessage()),
          e);
    }
  }
}
