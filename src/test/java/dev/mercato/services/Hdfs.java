package dev.mercato.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A name node and a data node. */
public final class Hdfs implements AutoCloseable {
  /** The variable that says where names and blocks are kept. */
  private static final String DIRECTORY = "SERVICE_DIR";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Path directory;
  private final int port;
  private final int httpPort;
  private final ServiceProcess nameNode;
  private final ServiceProcess dataNode;

  private Hdfs(
      Path directory, int port, int httpPort, ServiceProcess nameNode, ServiceProcess dataNode) {
    this.directory = directory;
    this.port = port;
    this.httpPort = httpPort;
    this.nameNode = nameNode;
    this.dataNode = dataNode;
  }

  /**
   * Starts HDFS and waits until it takes files.
   *
   * @param directory for names and blocks; what an earlier HDFS left there is served again
   * @param port of the name node
   */
  static Hdfs start(Path directory, int port) {
    int httpPort = FreePorts.next();
    Map<String, String> environment = new HashMap<>(environment(port));
    environment.putAll(
        Map.of(
            DIRECTORY,
            directory.toString(),
            "NAMENODE_HTTP_PORT",
            Integer.toString(httpPort),
            "DATANODE_HOST",
            Loopback.HOST,
            "DATANODE_PORT",
            "0",
            "DATANODE_IPC_PORT",
            "0",
            "DATANODE_HTTP_PORT",
            "0"));
    if (!Files.exists(directory.resolve("name/current/VERSION"))) {
      ServiceProcess.start(
              command("format", "namenode.NameNode", environment, "-format", "-nonInteractive"))
          .awaitSuccess();
    }
    ServiceProcess nameNode =
        ServiceProcess.start(command("namenode", "namenode.NameNode", environment));
    ServiceProcess dataNode =
        ServiceProcess.start(command("datanode", "datanode.DataNode", environment));
    Hdfs hdfs = new Hdfs(directory, port, httpPort, nameNode, dataNode);
    try {
      nameNode.awaitReady(hdfs::takesFiles);
      HdfsDirectories.make(hdfs.uri());
    } catch (IllegalStateException e) {
      hdfs.close();
      throw e;
    }
    return hdfs;
  }

  /** What {@code config/hdfs/core-site.xml} asks of the environment of every client. */
  static Map<String, String> environment(int port) {
    return Map.of("BIND_HOST", Loopback.HOST, "DEFAULT_FS", "hdfs://" + Loopback.HOST + ":" + port);
  }

  private static ServiceProcess.Command command(
      String name, String mainClass, Map<String, String> environment, String... arguments) {
    List<Path> classPath =
        Stream.concat(
                Stream.of(Checkout.built("hdfs").resolve("web-pages")),
                Checkout.jars("hdfs").stream())
            .toList();
    return new ServiceProcess.Command(
        name,
        Checkout.config("hdfs"),
        classPath,
        "org.apache.hadoop.hdfs.server." + mainClass,
        List.of(arguments),
        List.of("-Xmx256m", "-Djava.io.tmpdir=" + environment.get(DIRECTORY)),
        environment);
  }

  /** Its address, as in {@code fs.defaultFS}. */
  public URI uri() {
    return URI.create("hdfs://" + Loopback.HOST + ":" + port);
  }

  /** Where names and blocks are. */
  Path directory() {
    return directory;
  }

  public ServiceProcess nameNode() {
    return nameNode;
  }

  public ServiceProcess dataNode() {
    return dataNode;
  }

  private boolean takesFiles() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + Loopback.HOST
                        + ":"
                        + httpPort
                        + "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      String state = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return state.contains("\"FSState\" : \"Operational\"")
          && state.contains("\"NumLiveDataNodes\" : 1");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while HDFS was starting", e);
    }
  }

  @Override
  public void close() {
    dataNode.close();
    nameNode.close();
  }
}
