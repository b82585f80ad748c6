package dev.mercato.core.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The platform's settings, checked.
 *
 * @param home the directory under which a local platform keeps everything
 * @param hiveServer JDBC URL of HiveServer2, where there is one
 * @param spark Spark settings by their full names, from files and environment
 * @param sparkOptions Spark settings by their full names, given as options: these win even over
 *     those of spark-submit
 */
public record Settings(
    Environment environment,
    Path home,
    String database,
    Locations locations,
    ShopSettings shop,
    DateRange generate,
    LoadSettings load,
    MaintainSettings maintain,
    RecommendSettings recommend,
    ChurnSettings churn,
    MonitorSettings monitor,
    StreamSettings stream,
    Optional<String> hiveServer,
    Map<String, String> spark,
    Map<String, String> sparkOptions) {

  public Settings {
    spark = Map.copyOf(spark);
    sparkOptions = Map.copyOf(sparkOptions);
  }

  /** Hadoop's own settings by its names, for those who reach its file systems without Spark. */
  public Map<String, String> hadoop() {
    String prefix = "spark.hadoop.";
    Map<String, String> hadoop = new TreeMap<>();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            hadoop.put(key.substring(prefix.length()), value);
          }
        });
    return hadoop;
  }

  /** The same of another shop. */
  public Settings of(ShopSettings otherShop) {
    return new Settings(
        environment,
        home,
        database,
        locations,
        otherShop,
        generate,
        load,
        maintain,
        recommend,
        churn,
        monitor,
        stream,
        hiveServer,
        spark,
        sparkOptions);
  }

  /** The same, simulating other days. */
  public Settings generating(DateRange days) {
    return new Settings(
        environment,
        home,
        database,
        locations,
        shop,
        days,
        load,
        maintain,
        recommend,
        churn,
        monitor,
        stream,
        hiveServer,
        spark,
        sparkOptions);
  }

  /** The same with another stream. */
  public Settings with(StreamSettings otherStream) {
    return new Settings(
        environment,
        home,
        database,
        locations,
        shop,
        generate,
        load,
        maintain,
        recommend,
        churn,
        monitor,
        otherStream,
        hiveServer,
        spark,
        sparkOptions);
  }
}
