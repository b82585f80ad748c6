package dev.mercato.streaming.faults;

import dev.mercato.streaming.Streaming;
import dev.mercato.streaming.broker.PrivateBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.FileUtil;

/**
 * Kills consumer, producer and broker again and again while events stream, and then compares every
 * event that was sent with what the tables and the rejects have.
 */
public final class StreamFaults implements AutoCloseable {
  /**
   * Where a consumer is killed: before it writes, with files, rejects, the commit, and after it.
   */
  static final List<String> POINTS =
      List.of(
          "before-files@clickstream",
          "after-files@clickstream",
          "after-rejects@clickstream",
          "after-commit@clickstream",
          "after-tidy@clickstream",
          "before-checkpoint@clickstream");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path directory;
  private final Path home;
  private final Path classPath;
  private final int days;
  private final int maxBatch;
  private PrivateBroker broker;

  /**
   * @param directory for the home, the broker and the logs
   * @param classPath of a broker
   * @param days that are streamed, from 2025-01-11 on
   * @param maxBatch events that a batch takes at most
   */
  public StreamFaults(Path directory, Path classPath, int days, int maxBatch) {
    this.directory = directory;
    this.home = directory.resolve("home");
    this.classPath = classPath;
    this.days = days;
    this.maxBatch = maxBatch;
    this.broker = PrivateBroker.start(directory.resolve("broker"), classPath);
  }

  /** {@code DIRECTORY BROKER-CLASS-PATH KILLS DAYS}; prints what was done and found. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "stream-faults");
    int kills = Integer.parseInt(arguments[2]);
    try (StreamFaults faults =
        new StreamFaults(directory, Path.of(arguments[1]), Integer.parseInt(arguments[3]), 2_000)) {
      faults.setUp();
      faults.sweep(kills, new Random(1));
      int status = faults.audit();
      System.out.print(Files.readString(directory.resolve("audit.log")));
      System.out.printf("%d kills: %s%n", kills, status == 0 ? "0 lost, 0 doubled" : "FAULTS");
      System.exit(status);
    } finally {
      FileUtil.fullyDelete(directory.toFile());
    }
  }

  void setUp() {
    int status = helper("setup");
    if (status != 0) {
      throw new IllegalStateException(
          "The shop could not be set up: " + directory.resolve("setup.log"));
    }
  }

  /** Sends all days. */
  JavaProcess producer(String... more) {
    List<String> arguments = arguments("produce");
    arguments.addAll(List.of("--from", "2025-01-11", "--to", lastDay()));
    arguments.addAll(List.of(more));
    return JavaProcess.start(
        directory.resolve("produce.log"), List.of(), Streaming.class, arguments);
  }

  private String lastDay() {
    return java.time.LocalDate.parse("2025-01-11").plusDays(days - 1L).toString();
  }

  /** Reads until it is killed at a point, or for {@code ""} until it has read all there is. */
  JavaProcess consumer(String point, boolean availableNow) {
    List<String> arguments = arguments("consume");
    if (availableNow) {
      arguments.add("--available-now");
    }
    return JavaProcess.start(
        directory.resolve("consume.log"),
        point.isEmpty() ? List.of() : List.of("mercato.halt-at=" + point),
        Streaming.class,
        arguments);
  }

  private List<String> arguments(String command) {
    List<String> arguments = new ArrayList<>(List.of(command, "--home", home.toString()));
    FaultHome.settings(broker.address())
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of("--set", "stream.max-batch=" + maxBatch));
    return arguments;
  }

  /** Compares; 0 if nothing is lost or doubled. */
  int audit() {
    return helper("audit");
  }

  private int helper(String task) {
    try (JavaProcess process =
        JavaProcess.start(
            directory.resolve(task + ".log"),
            List.of(),
            FaultHome.class,
            List.of(task, home.toString(), broker.address()))) {
      return process.await(PATIENCE);
    }
  }

  String log(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".log"));
  }

  private void sweep(int kills, Random random) {
    JavaProcess producer = producer("--rate", "400");
    try {
      for (int kill = 1; kill <= kills; kill++) {
        String point = random.nextBoolean() ? POINTS.get(random.nextInt(POINTS.size())) : "";
        try (JavaProcess consumer = consumer(point, false)) {
          if (point.isEmpty()) {
            pause(5_000 + random.nextInt(8_000));
            consumer.kill();
          } else if (!ended(consumer, 25_000)) {
            consumer.kill();
          }
        }
        if (kill % 5 == 0) {
          producer.kill();
          producer = producer("--rate", "400");
        }
        if (kill % 20 == 10) {
          int port = Integer.parseInt(broker.address().replaceAll(".*:", ""));
          broker.kill();
          broker = PrivateBroker.start(directory.resolve("broker"), classPath, port);
        }
        System.out.printf("kill %d of %d (%s)%n", kill, kills, point.isEmpty() ? "random" : point);
      }
    } finally {
      producer.close();
    }
    finish();
  }

  private static boolean ended(JavaProcess process, long millis) {
    long deadline = System.currentTimeMillis() + millis;
    while (process.isAlive() && System.currentTimeMillis() < deadline) {
      pause(100);
    }
    return !process.isAlive();
  }

  /** Sends the rest, and reads it. */
  void finish() {
    try (JavaProcess producer = producer()) {
      require(producer.await(PATIENCE), "producer");
    }
    try (JavaProcess consumer = consumer("", true)) {
      require(consumer.await(PATIENCE), "consumer");
    }
  }

  private void require(int status, String who) {
    if (status != 0) {
      throw new IllegalStateException(
          "The last %s ended with status %d, see %s".formatted(who, status, directory));
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
