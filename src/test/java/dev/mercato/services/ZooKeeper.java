package dev.mercato.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One ZooKeeper server, where HiveServer2 registers itself. */
public final class ZooKeeper implements AutoCloseable {
  private final int port;
  private final ServiceProcess process;

  private ZooKeeper(int port, ServiceProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the server and waits until it takes connections.
   *
   * @param directory for its data
   * @param port to listen on
   */
  static ZooKeeper start(Path directory, int port) {
    ServiceProcess process =
        ServiceProcess.start(
            new ServiceProcess.Command(
                "zookeeper",
                Checkout.config("zookeeper"),
                Checkout.jars("zookeeper"),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                List.of(configuration(directory, port).toString()),
                List.of("-Xmx128m", "-Djava.io.tmpdir=" + directory),
                Map.of()));
    ZooKeeper zooKeeper = new ZooKeeper(port, process);
    try {
      process.awaitReady(() -> Loopback.accepts(port));
    } catch (IllegalStateException e) {
      zooKeeper.close();
      throw e;
    }
    return zooKeeper;
  }

  private static Path configuration(Path directory, int port) {
    try {
      return Files.writeString(
          directory.resolve("zoo.cfg"),
          """
          %s
          dataDir=%s
          clientPort=%d
          clientPortAddress=%s
          """
              .formatted(
                  Files.readString(Checkout.config("zookeeper").resolve("zoo.cfg")),
                  directory,
                  port,
                  Loopback.HOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code config/hive/hive-site.xml} asks of the environment of HiveServer2. */
  Map<String, String> environment() {
    return Map.of("ZOOKEEPER_HOST", Loopback.HOST, "ZOOKEEPER_PORT", Integer.toString(port));
  }

  /** HiveServer2's address for JDBC, without a database, as its clients find it here. */
  public String hiveServer2Url() {
    return "jdbc:hive2://%s:%d/;serviceDiscoveryMode=zooKeeper;zooKeeperNamespace=hiveserver2"
        .formatted(Loopback.HOST, port);
  }

  public ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
