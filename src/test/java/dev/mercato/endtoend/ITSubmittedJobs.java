package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.services.Finished;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.OnHiveCluster;
import dev.mercato.services.PythonEnvironment;
import dev.mercato.services.SparkStandalone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job jars on a Spark cluster, by the script that the Docker image has. */
@OnHiveCluster
class ITSubmittedJobs {
  @TempDir static Path directory;
  private static HiveCluster cluster;
  private static SparkStandalone spark;
  private static Map<String, String> variables;

  @BeforeAll
  static void startSpark(HiveCluster started) throws IOException {
    cluster = started;
    spark =
        SparkStandalone.start(
            Files.createDirectory(directory.resolve("spark")),
            PythonEnvironment.airflow().sparkHome(),
            2);
    variables = ClusterJobs.of(cluster, spark, "submitted", directory);
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void theSameJobOnOneAndOnTwoExecutorsGivesTheSameBytesWhichADriverOnAWorkerLoads()
      throws Exception {
    assertThat(generated("one", 1)).isNotEmpty().isEqualTo(generated("two", 2));

    Map<String, String> more = new HashMap<>(variables);
    more.put("MERCATO_PATHS_RAW", raw("two"));
    Finished loaded = submit(more, "--cluster", "load");
    assertThat(loaded.status()).as(loaded.output()).isZero();
    assertThat(cluster.spark().table("submitted.users").count()).isPositive();
  }

  private static Map<String, String> generated(String name, int executors) throws Exception {
    Map<String, String> more = new HashMap<>(variables);
    more.put("MERCATO_PATHS_RAW", raw(name));
    more.put(
        "SPARK_SUBMIT_OPTIONS",
        "--conf spark.executor.cores=1 --conf spark.cores.max=" + executors);
    assertThat(submit(more, "generate", "--from", "2025-01-01", "--to", "2025-02-28"))
        .returns(0, Finished::status);

    Map<String, String> files = new TreeMap<>();
    try (FileSystem hdfs = FileSystem.newInstance(cluster.hdfs().uri(), new Configuration())) {
      org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(raw(name));
      RemoteIterator<LocatedFileStatus> found = hdfs.listFiles(folder, true);
      while (found.hasNext()) {
        org.apache.hadoop.fs.Path file = found.next().getPath();
        if (file.getName().endsWith(".parquet")) {
          try (var in = hdfs.open(file)) {
            files.put(
                file.toUri().getPath().substring(folder.toUri().getPath().length()),
                HexFormat.of()
                    .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(pages(in.readAllBytes()))));
          }
        }
      }
    }
    return files;
  }

  private static String raw(String name) {
    return cluster.hdfs().uri() + "/mercato/submitted/" + name;
  }

  /**
   * A Parquet file without its footer, where the library lists encodings and keys in an order that
   * is another one in each JVM.
   */
  private static byte[] pages(byte[] file) {
    int afterFooter = file.length - 2 * Integer.BYTES;
    int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(afterFooter);
    return Arrays.copyOf(file, afterFooter - footer);
  }

  @Test
  void aJobsExitStatusReachesTheCaller() {
    Finished wrong = submit(variables, "generate", "--from", "yesterday");
    assertThat(wrong.status()).as(wrong.output()).isEqualTo(2);
    assertThat(wrong.output()).contains("yesterday");

    Map<String, String> nothing = new HashMap<>(variables);
    nothing.put("MERCATO_PATHS_RAW", "hdfs:///mercato/submitted/nothing");
    Finished missing = submit(nothing, "load");
    assertThat(missing.status()).as(missing.output()).isEqualTo(1);
    assertThat(missing.output()).contains("etl load: There is nothing to load");

    Finished unknown = submit(variables, "loda");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.output()).contains("'loda' is no job");
  }

  @Test
  void aDriverThatFailsOnAWorkerEndsWithOne() {
    Finished failed = submit(variables, "--cluster", "generate", "--from", "yesterday");
    assertThat(failed.status()).as(failed.output()).isEqualTo(1);
    assertThat(failed.output()).contains("ended as FAILED");
  }

  private static Finished submit(Map<String, String> environment, String... arguments) {
    return spark.submit(environment, arguments);
  }
}
