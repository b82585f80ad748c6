package dev.mercato.endtoend;

import dev.mercato.services.Checkout;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.QuickStart;
import dev.mercato.services.SparkStandalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environment in which job jars are submitted to a Spark cluster of a test. */
final class ClusterJobs {
  private ClusterJobs() {}

  /**
   * Its variables, for {@code docker/spark/submit} and for Airflow alike.
   *
   * @param database of the jobs; their files stand in a folder of that name
   * @param directory for Spark's configuration
   */
  static Map<String, String> of(
      HiveCluster cluster, SparkStandalone spark, String database, Path directory)
      throws IOException {
    Map<String, String> addresses = cluster.addresses();
    Map<String, String> variables = new HashMap<>();
    variables.put("MERCATO_DATABASE", database);
    variables.put("MERCATO_SHOP_USERS", EmbeddedDays.USERS);
    variables.put("MERCATO_SPARK_SQL_SHUFFLE_PARTITIONS", "2");
    for (String key :
        List.of(
            "hive.server",
            "spark.hadoop.fs.defaultFS",
            "spark.hadoop.hive.metastore.uris",
            "spark.sql.hive.metastore.jars.path")) {
      variables.put(
          "MERCATO_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), addresses.get(key));
    }
    for (String path :
        List.of("raw", "truth", "warehouse", "samples", "reports", "runs", "models")) {
      variables.put(
          "MERCATO_PATHS_" + path.toUpperCase(Locale.ROOT),
          "hdfs:///mercato/%s/%s".formatted(database, path));
    }
    variables.put("HADOOP_USER_NAME", HiveCluster.USER);
    variables.put(
        "SPARK_CONF_DIR", configuration(directory.resolve(database + "-spark")).toString());
    variables.put("JOB_JARS", SparkStandalone.jobJars().toString());
    variables.put(
        "AIRFLOW_CONN_SPARK_DEFAULT",
        "{\"conn_type\": \"spark\", \"host\": \"spark://%s\", \"port\": %d}"
            .formatted(spark.host(), spark.port()));
    return variables;
  }

  private static Path configuration(Path folder) throws IOException {
    String flags = String.join(" ", QuickStart.FLAGS);
    Files.createDirectory(folder);
    Files.writeString(
        folder.resolve("spark-defaults.conf"),
        """
        spark.ui.enabled false
        spark.driver.host 127.0.0.1
        spark.driver.bindAddress 127.0.0.1
        spark.driver.memory 768m
        spark.executor.memory 768m
        spark.driver.extraJavaOptions @%s %s
        spark.executor.extraJavaOptions %s
        spark.sql.adaptive.enabled false
        spark.sql.codegen.wholeStage false
        """
            .formatted(Checkout.config("spark").resolve("jvm.options"), flags, flags));
    Files.copy(
        Checkout.config("spark").resolve("log4j2.properties"), folder.resolve("log4j2.properties"));
    return folder;
  }
}
