package dev.mercato.services;

import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Real HDFS, a Hive metastore and HiveServer2, all on 127.0.0.1 at free ports. What they keep is
 * deleted when the cluster closes, or when this JVM ends.
 */
public final class HiveCluster implements AutoCloseable {
  /** For few rows: what costs is planning and compiling. */
  private static final Map<String, String> SMALL =
      Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.adaptive.enabled", "false");

  /** As whom jobs work with HDFS, in the containers, too. */
  public static final String USER = "mercato";

  static {
    System.setProperty("HADOOP_USER_NAME", USER);
  }

  private final TemporaryFolder directory;
  private Hdfs hdfs;
  private HiveMetastore metastore;
  private final ZooKeeper zooKeeper;
  private final HiveServer2 hiveServer2;
  private final Thread closer = new Thread(this::closeServices, "close the services");
  private Optional<SparkSession> spark = Optional.empty();

  private HiveCluster(
      TemporaryFolder directory,
      Hdfs hdfs,
      HiveMetastore metastore,
      ZooKeeper zooKeeper,
      HiveServer2 hiveServer2) {
    this.directory = directory;
    this.hdfs = hdfs;
    this.metastore = metastore;
    this.zooKeeper = zooKeeper;
    this.hiveServer2 = hiveServer2;
    Runtime.getRuntime().addShutdownHook(closer);
  }

  /** Starts all services, HiveServer2 after the others, and waits until they answer. */
  public static HiveCluster start() {
    int hdfsPort = FreePorts.next();
    int metastorePort = FreePorts.next();
    TemporaryFolder directory = TemporaryFolder.make("mercato-services-");
    CompletableFuture<Hdfs> hdfs =
        CompletableFuture.supplyAsync(() -> Hdfs.start(directory.child("hdfs"), hdfsPort));
    CompletableFuture<HiveMetastore> metastore =
        CompletableFuture.supplyAsync(
            () -> HiveMetastore.start(directory.child("metastore"), metastorePort, hdfsPort));
    CompletableFuture<ZooKeeper> zooKeeper =
        CompletableFuture.supplyAsync(
            () -> ZooKeeper.start(directory.child("zookeeper"), FreePorts.next()));
    try {
      hdfs.join();
      metastore.join();
      HiveServer2 hiveServer2 =
          HiveServer2.start(
              directory.child("hiveserver2"),
              FreePorts.next(),
              metastorePort,
              hdfsPort,
              zooKeeper.join());
      return new HiveCluster(
          directory, hdfs.join(), metastore.join(), zooKeeper.join(), hiveServer2);
    } catch (CompletionException | IllegalStateException e) {
      closeIfStarted(hdfs, Hdfs::close);
      closeIfStarted(metastore, HiveMetastore::close);
      closeIfStarted(zooKeeper, ZooKeeper::close);
      directory.close();
      throw new IllegalStateException("Cannot start the services", e);
    }
  }

  private static <S> void closeIfStarted(CompletableFuture<S> service, Consumer<S> close) {
    try {
      close.accept(service.join());
    } catch (CompletionException e) {
      // It has not started, and left nothing behind.
    }
  }

  /** Kills both processes of HDFS as by {@code kill -9}, and starts them on what they have left. */
  void restartHdfs() {
    hdfs.nameNode().kill();
    hdfs.dataNode().kill();
    hdfs = Hdfs.start(hdfs.directory(), hdfs.uri().getPort());
  }

  /** The same with the metastore. */
  void restartMetastore() {
    metastore.process().kill();
    metastore =
        HiveMetastore.start(metastore.directory(), metastore.uri().getPort(), hdfs.uri().getPort());
  }

  /**
   * Where the services are, by the settings' keys: what {@code config/cluster.yaml} cannot know.
   * They do as options of a command line, too.
   */
  public Map<String, String> addresses() {
    return new TreeMap<>(
        Map.of(
            "hive.server",
            zooKeeper.hiveServer2Url(),
            "spark.hadoop.fs.defaultFS",
            hdfs.uri().toString(),
            "spark.hadoop.hive.metastore.uris",
            metastore.uri().toString(),
            "spark.sql.hive.metastore.jars.path",
            joined(hiveJars()),
            "spark.master",
            "local[2]",
            "spark.ui.enabled",
            "false",
            "spark.driver.host",
            Loopback.HOST,
            "spark.driver.bindAddress",
            Loopback.HOST,
            "spark.sql.shuffle.partitions",
            "2"));
  }

  /** The settings of {@code --env cluster} on these services. */
  public Settings settings(Map<String, String> options) {
    Map<String, String> all = addresses();
    all.putAll(SMALL);
    all.putAll(options);
    return SettingsLoader.load(
        new SettingsSource(
            directory.path(),
            Environment.CLUSTER,
            Optional.of(Checkout.root().resolve("config")),
            Map.of(),
            all));
  }

  /** The one session of this JVM, made when it is first asked for. */
  public synchronized SparkSession spark() {
    if (spark.isEmpty()) {
      spark = Optional.of(SparkSessions.open(settings(Map.of()), "tests"));
    }
    return spark.get();
  }

  // With a scheme: Spark takes a bare path to be in HDFS, and does not say that it found nothing
  // there.
  private static String joined(List<Path> jars) {
    return jars.stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(","));
  }

  /** The jars of Hive 4, {@code hive-jdbc} among them. */
  public static List<Path> hiveJars() {
    return Checkout.jars("hive");
  }

  public Hdfs hdfs() {
    return hdfs;
  }

  public HiveMetastore metastore() {
    return metastore;
  }

  /** Where HiveServer2 registers itself. */
  public ZooKeeper zooKeeper() {
    return zooKeeper;
  }

  public HiveServer2 hiveServer2() {
    return hiveServer2;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException e) {
      return; // This JVM is ending: the hook is at it.
    }
    // Before what it would say good-bye to is gone
    spark.ifPresent(SparkSession::stop);
    closeServices();
  }

  private void closeServices() {
    hiveServer2.close();
    zooKeeper.close();
    metastore.close();
    hdfs.close();
    directory.close();
  }

  /** Starts everything, prints where it is, and waits for the Enter key or Ctrl-C. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    try (HiveCluster cluster = start()) {
      System.out.printf("up after %.1f s%n", (System.nanoTime() - start) / 1e9);
      System.out.println("HDFS          " + cluster.hdfs().uri());
      System.out.println("metastore     " + cluster.metastore().uri());
      System.out.println("HiveServer2   " + cluster.zooKeeper().hiveServer2Url());
      System.out.println("settings:");
      cluster.addresses().forEach((key, value) -> System.out.println("  " + key + "=" + value));
      System.out.println("logs          " + Checkout.logs());
      System.out.println("Enter ends it.");
      System.in.read();
    }
  }
}
