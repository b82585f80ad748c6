package dev.mercato.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** HiveServer2: SQL over JDBC, run by MapReduce inside its own process. */
public final class HiveServer2 implements AutoCloseable {
  /** As whom Hive's servers work with HDFS. */
  private static final String USER = "hive";

  private final int port;
  private final ServiceProcess process;

  private HiveServer2(int port, ServiceProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts HiveServer2 and waits until it takes connections.
   *
   * @param directory for temporary files
   * @param port to listen on
   * @param metastorePort of a metastore that is up
   * @param hdfsPort of a name node that is up
   * @param zooKeeper where it registers itself
   */
  static HiveServer2 start(
      Path directory, int port, int metastorePort, int hdfsPort, ZooKeeper zooKeeper) {
    Map<String, String> environment =
        new HashMap<>(HiveMetastore.environment(metastorePort, hdfsPort));
    environment.putAll(zooKeeper.environment());
    environment.put("SERVICE_DIR", directory.toString());
    environment.put("HIVESERVER2_PORT", Integer.toString(port));
    environment.put("HIVESERVER2_WEB_PORT", "0");
    ServiceProcess process =
        ServiceProcess.start(
            command(
                "hiveserver2",
                "org.apache.hive.service.server.HiveServer2",
                List.of("-Xmx768m", "-Djava.io.tmpdir=" + directory),
                environment));
    HiveServer2 server = new HiveServer2(port, process);
    try {
      process.awaitReady(() -> Loopback.accepts(port));
    } catch (IllegalStateException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** A command that runs a class of Hive's with {@code config/hive} and {@code config/hdfs}. */
  static ServiceProcess.Command command(
      String name, String mainClass, List<String> jvmFlags, Map<String, String> environment) {
    List<Path> classPath = new ArrayList<>();
    classPath.add(Checkout.config("hdfs"));
    classPath.addAll(Checkout.jars("hive"));
    List<String> flags = new ArrayList<>(jvmFlags);
    // Not by the environment: there Hive takes it for one whom it may speak for.
    flags.add("-DHADOOP_USER_NAME=" + USER);
    return new ServiceProcess.Command(
        name, Checkout.config("hive"), classPath, mainClass, List.of(), flags, environment);
  }

  /** Where it listens, as host:port. */
  public String address() {
    return Loopback.HOST + ":" + port;
  }

  public ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
