package dev.mercato.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Real HDFS, a Hive metastore and HiveServer2, all on 127.0.0.1 at free ports. What they keep is
 * deleted when the cluster closes, or when this JVM ends.
 */
final class HiveCluster implements AutoCloseable {
  private final Path directory;
  private final Hdfs hdfs;
  private final HiveMetastore metastore;
  private final HiveServer2 hiveServer2;
  private final Thread closer = new Thread(this::closeServices, "close the services");

  private HiveCluster(Path directory, Hdfs hdfs, HiveMetastore metastore, HiveServer2 hiveServer2) {
    this.directory = directory;
    this.hdfs = hdfs;
    this.metastore = metastore;
    this.hiveServer2 = hiveServer2;
    Runtime.getRuntime().addShutdownHook(closer);
  }

  /** Starts all services, HDFS and the metastore at the same time, and waits until they answer. */
  static HiveCluster start() {
    int hdfsPort = FreePorts.next();
    int metastorePort = FreePorts.next();
    Path directory = newDirectory();
    CompletableFuture<Hdfs> hdfs =
        CompletableFuture.supplyAsync(() -> Hdfs.start(child(directory, "hdfs"), hdfsPort));
    CompletableFuture<HiveMetastore> metastore =
        CompletableFuture.supplyAsync(
            () -> HiveMetastore.start(child(directory, "metastore"), metastorePort, hdfsPort));
    try {
      hdfs.join();
      metastore.join();
      HiveServer2 hiveServer2 =
          HiveServer2.start(
              child(directory, "hiveserver2"), FreePorts.next(), metastorePort, hdfsPort);
      return new HiveCluster(directory, hdfs.join(), metastore.join(), hiveServer2);
    } catch (CompletionException | IllegalStateException e) {
      closeIfStarted(hdfs, Hdfs::close);
      closeIfStarted(metastore, HiveMetastore::close);
      delete(directory);
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

  Hdfs hdfs() {
    return hdfs;
  }

  HiveMetastore metastore() {
    return metastore;
  }

  HiveServer2 hiveServer2() {
    return hiveServer2;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException e) {
      return; // This JVM is ending: the hook is at it.
    }
    closeServices();
  }

  private void closeServices() {
    hiveServer2.close();
    metastore.close();
    hdfs.close();
    delete(directory);
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("mercato-services-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for the services", e);
    }
  }

  private static Path child(Path directory, String name) {
    try {
      return Files.createDirectory(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for " + name, e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + directory, e);
    }
  }

  /** Starts everything, prints where it is, and waits for the Enter key or Ctrl-C. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    try (HiveCluster cluster = start()) {
      System.out.printf("up after %.1f s%n", (System.nanoTime() - start) / 1e9);
      System.out.println("HDFS          " + cluster.hdfs().uri());
      System.out.println("metastore     " + cluster.metastore().uri());
      System.out.println("HiveServer2   " + cluster.hiveServer2().jdbcUrl());
      System.out.println("logs          " + Checkout.logs());
      System.out.println("Enter ends it.");
      System.in.read();
    }
  }
}
