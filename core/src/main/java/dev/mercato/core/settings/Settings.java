package dev.mercato.core.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
    Optional<String> hiveServer,
    Map<String, String> spark,
    Map<String, String> sparkOptions) {

  public Settings {
    spark = Map.copyOf(spark);
    sparkOptions = Map.copyOf(sparkOptions);
  }
}
