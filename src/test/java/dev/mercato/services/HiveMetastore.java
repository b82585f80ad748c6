package dev.mercato.services;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Hive metastore that keeps its catalogue in an embedded Derby database. */
public final class HiveMetastore implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final ServiceProcess process;

  private HiveMetastore(Path directory, int port, ServiceProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the metastore and waits until it answers.
   *
   * @param directory for the catalogue; one that an earlier metastore left there is served again
   * @param port to listen on
   * @param hdfsPort of the name node, which need not be up yet
   */
  static HiveMetastore start(Path directory, int port, int hdfsPort) {
    Map<String, String> environment = new HashMap<>(environment(port, hdfsPort));
    environment.put("SERVICE_DIR", directory.toString());
    environment.put(
        "METASTORE_DB_URL",
        "jdbc:derby:;databaseName=" + directory.resolve("catalogue") + ";create=true");
    environment.put("METASTORE_DB_DRIVER", "org.apache.derby.jdbc.EmbeddedDriver");
    ServiceProcess process =
        ServiceProcess.start(
            HiveServer2.command(
                "metastore",
                "org.apache.hadoop.hive.metastore.HiveMetaStore",
                List.of(
                    "-Xmx512m",
                    "-Djava.io.tmpdir=" + directory,
                    "-Dderby.stream.error.file=" + directory.resolve("derby.log"),
                    "-Dderby.storage.indexStats.auto=false",
                    "-Dderby.system.durability=test"),
                environment));
    HiveMetastore metastore = new HiveMetastore(directory, port, process);
    try {
      process.awaitReady(() -> Loopback.accepts(port));
    } catch (IllegalStateException e) {
      metastore.close();
      throw e;
    }
    return metastore;
  }

  /** What {@code config/hive/hive-site.xml} asks of the environment of every client. */
  static Map<String, String> environment(int port, int hdfsPort) {
    Map<String, String> environment = new HashMap<>(Hdfs.environment(hdfsPort));
    environment.put("METASTORE_HOST", Loopback.HOST);
    environment.put("METASTORE_PORT", Integer.toString(port));
    return environment;
  }

  /** Its address, as in {@code hive.metastore.uris}. */
  public URI uri() {
    return URI.create("thrift://" + Loopback.HOST + ":" + port);
  }

  /** Where the catalogue is. */
  Path directory() {
    return directory;
  }

  public ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
