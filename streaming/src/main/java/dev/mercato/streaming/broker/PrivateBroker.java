package dev.mercato.streaming.broker;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka process, broker and controller at once, that listens on this machine only, on ports that
 * were free. What it was sent stays in its directory, and is served again by the next one there.
 */
public final class PrivateBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 100;
  private static final int LINES_SHOWN = 3;

  private final Process process;
  private final int port;
  private final Thread ending;

  private PrivateBroker(Process process, int port) {
    this.process = process;
    this.port = port;
    // A process that is stopped by a signal leaves no broker behind.
    this.ending = new Thread(process::destroy, "broker's end");
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /**
   * Starts a broker and waits until it takes connections.
   *
   * @param directory for what it keeps; made if it is missing
   * @param classPath a file with the class path of a Kafka broker
   * @throws MercatoException status 1 if it does not start
   */
  public static PrivateBroker start(Path directory, Path classPath) {
    try {
      return start(directory, Files.readString(classPath).strip(), freePort());
    } catch (IOException e) {
      throw MercatoException.failed(
          "A Kafka broker cannot be started in %s by the class path in %s (%s)."
              .formatted(directory, classPath, e.getMessage()),
          e);
    }
  }

  /** The same on a given port. */
  public static PrivateBroker start(Path directory, Path classPath, int port) {
    try {
      return start(directory, Files.readString(classPath).strip(), port);
    } catch (IOException e) {
      throw MercatoException.failed(
          "A Kafka broker cannot be started in %s by the class path in %s (%s)."
              .formatted(directory, classPath, e.getMessage()),
          e);
    }
  }

  private static PrivateBroker start(Path directory, String jars, int port) throws IOException {
    Files.createDirectories(directory);
    Path settings = settings(directory, port, freePort());
    if (!Files.exists(directory.resolve("logs/meta.properties"))) {
      format(directory, jars, settings);
    }
    Process process = command(directory, jars, List.of("kafka.Kafka", settings.toString())).start();
    PrivateBroker broker = new PrivateBroker(process, port);
    try {
      broker.awaitConnections(directory);
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  private static void format(Path directory, String jars, Path settings) throws IOException {
    Process process =
        command(
                directory,
                jars,
                List.of(
                    "kafka.tools.StorageTool",
                    "format",
                    "--standalone",
                    "--config",
                    settings.toString(),
                    "--cluster-id",
                    Uuid.randomUuid().toString()))
            .start();
    try {
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw failed(directory);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted(e);
    }
  }

  private static ProcessBuilder command(Path directory, String jars, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + directory,
            "-cp",
            jars));
    line.addAll(arguments);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
  }

  private static Path log(Path directory) {
    return directory.resolve("broker.log");
  }

  private static Path settings(Path directory, int port, int controllerPort) throws IOException {
    String common;
    try (InputStream in =
        PrivateBroker.class.getResourceAsStream("/config/kafka/server.properties")) {
      common = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return Files.writeString(
        directory.resolve("server.properties"),
        """
        %1$s
        log.dirs=%2$s
        listeners=INSIDE://%3$s:%4$d,CONTROLLER://%3$s:%5$d
        advertised.listeners=INSIDE://%3$s:%4$d
        controller.quorum.bootstrap.servers=%3$s:%5$d
        """
            .formatted(common, directory.resolve("logs"), HOST, port, controllerPort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitConnections(Path directory) {
    long deadline = System.nanoTime() + START.toNanos();
    while (!accepts()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw failed(directory);
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) LOOK_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static MercatoException failed(Path directory) {
    Path log = log(directory);
    String last = "";
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      List<String> errors = lines.filter(line -> line.contains("ERROR")).toList();
      last = String.join(" ", errors.subList(0, Math.min(LINES_SHOWN, errors.size())));
    } catch (IOException noLog) {
      last = "it left no log";
    }
    return MercatoException.failed(
        "The private Kafka broker in %s did not start (%s); all that it said is in %s."
            .formatted(directory, last.isEmpty() ? "it gave no reason" : last, log));
  }

  private static MercatoException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return MercatoException.failed("Interrupted while a Kafka broker started.", e);
  }

  /** Its address, as in {@code bootstrap.servers}. */
  public String address() {
    return HOST + ":" + port;
  }

  /** Ends it as {@code kill -9} does, to see what is left. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  private boolean await() {
    try {
      return process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!await()) {
      process.destroyForcibly();
      await();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException atTheEndAnyway) {
      return;
    }
  }
}
