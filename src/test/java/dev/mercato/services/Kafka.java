package dev.mercato.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka process, broker and controller at once. */
public final class Kafka implements AutoCloseable {
  private static final String STORAGE_TOOL = "kafka.tools.StorageTool";

  private final int port;
  private final ServiceProcess process;

  private Kafka(int port, ServiceProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the broker and waits until it takes connections.
   *
   * @param directory for its data; what an earlier broker left there is served again
   * @param port to listen on
   */
  static Kafka start(Path directory, int port) {
    Path configuration = configuration(directory, port, FreePorts.next());
    if (!Files.exists(directory.resolve("logs/meta.properties"))) {
      ServiceProcess.start(
              command(
                  directory,
                  "kafka-format",
                  STORAGE_TOOL,
                  "format",
                  "--standalone",
                  "--config",
                  configuration.toString(),
                  "--cluster-id",
                  "mercato-tests-000000000"))
          .awaitSuccess();
    }
    Kafka kafka =
        new Kafka(
            port,
            ServiceProcess.start(
                command(directory, "kafka", "kafka.Kafka", configuration.toString())));
    try {
      kafka.process.awaitReady(() -> Loopback.accepts(port));
    } catch (IllegalStateException e) {
      kafka.close();
      throw e;
    }
    return kafka;
  }

  private static ServiceProcess.Command command(
      Path directory, String name, String mainClass, String... arguments) {
    return new ServiceProcess.Command(
        name,
        Checkout.config("kafka"),
        Checkout.jars("kafka"),
        mainClass,
        List.of(arguments),
        List.of("-Xmx256m", "-Djava.io.tmpdir=" + directory),
        Map.of());
  }

  private static Path configuration(Path directory, int port, int controllerPort) {
    String host = Loopback.HOST;
    try {
      return Files.writeString(
          directory.resolve("server.properties"),
          """
          %s
          log.dirs=%s
          listeners=INSIDE://%s:%d,CONTROLLER://%s:%d
          advertised.listeners=INSIDE://%s:%d
          controller.quorum.bootstrap.servers=%s:%d
          """
              .formatted(
                  Files.readString(Checkout.config("kafka").resolve("server.properties")),
                  directory.resolve("logs"),
                  host,
                  port,
                  host,
                  controllerPort,
                  host,
                  port,
                  host,
                  controllerPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, as in {@code bootstrap.servers}. */
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
