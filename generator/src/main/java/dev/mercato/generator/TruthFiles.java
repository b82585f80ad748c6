package dev.mercato.generator;

import dev.mercato.core.MercatoException;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.users.Priors;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
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
    long users = files.write(SimulatedTable.USER_TRUTH, emptied("users")).rows();
    long products = files.write(SimulatedTable.PRODUCT_TRUTH, emptied("products")).rows();
    new JsonFile(location + "/priors.json", spark.hadoopConfiguration())
        .write(TruePriors.of(priors));
    return users + products;
  }

  private Path emptied(String folder) {
    Path directory = new Path(location, folder);
    Configuration hadoop = spark.hadoopConfiguration();
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      files.delete(directory, true);
      return directory;
    } catch (IOException e) {
      throw MercatoException.failed(
          "The truth in %s cannot be replaced (%s): give it to this user."
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
