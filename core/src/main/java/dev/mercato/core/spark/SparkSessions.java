package dev.mercato.core.spark;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens Spark sessions as the settings say. */
public final class SparkSessions {
  /** One process needs no other address, and a laptop's own may change with its network. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final String SESSION_ID = "spark.hadoop.hive.session.id";
  private static final String RESOURCES = "spark.hadoop.hive.downloaded.resources.dir";

  private SparkSessions() {}

  /**
   * A session with Hive support.
   *
   * <p>What spark-submit has set stands, master, memory and cores above all; only options of our
   * own command line go before it.
   *
   * @param name what the Spark UI shows
   */
  public static SparkSession open(Settings settings, String name) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "mercato " + name);
    settings.spark().forEach(conf::setIfMissing);
    settings.sparkOptions().forEach(conf::set);
    conf.set("spark.sql.catalogImplementation", "hive");
    conf.setIfMissing("spark.sql.warehouse.dir", settings.locations().warehouse());
    if (settings.environment() == Environment.LOCAL) {
      conf.setIfMissing("spark.master", "local[*]");
      if (conf.get("spark.master").startsWith("local")) {
        conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
        conf.setIfMissing("spark.driver.host", LOOPBACK);
      }
      embedMetastore(settings, conf);
    }
    quietHive(conf);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * The metastore's client makes up an id for its session, says so on the terminal, and leaves a
   * folder of that name in the temporary directory. An id that it is given it says nothing of.
   */
  private static void quietHive(SparkConf conf) {
    conf.setIfMissing(SESSION_ID, UUID.randomUUID().toString());
    conf.setIfMissing(RESOURCES, HiveResources.directory().toString());
  }

  /** Derby in this process, under the home, with its log beside it. */
  private static void embedMetastore(Settings settings, SparkConf conf) {
    Path metastore = Path.of(settings.locations().metastore());
    try {
      Files.createDirectories(metastore);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The metastore's directory %s cannot be made (%s): make room or take another home with --home."
              .formatted(metastore, e.getMessage()),
          e);
    }
    System.setProperty("derby.stream.error.file", metastore.resolve("derby.log").toString());
    // A catalogue of some hundred rows needs no statistics, nor a thread that keeps them.
    System.setProperty("derby.storage.indexStats.auto", "false");
    conf.set(
        "spark.hadoop.javax.jdo.option.ConnectionURL",
        "jdbc:derby:;databaseName=%s;create=true".formatted(metastore.resolve("db")));
  }
}
