package dev.mercato.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A service in a JVM of its own, which ends with this one at the latest. What it writes to standard
 * output and error goes to {@code src/test/target/services/NAME.log}.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES_SHOWN = 40;

  /** Runs a script that ends when this JVM does, which holds the other end of its input. */
  private static final String TETHER =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      script=$!
      { cat >/dev/null; kill -9 $script; } <&3 &
      wait $script
      status=$?
      kill $! 2>/dev/null
      exit $status
      """;

  private final String name;
  private final Process process;
  private final Path log;

  private ServiceProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to run.
   *
   * @param name of the process, and of its log file
   * @param configuration a folder with {@code jvm.options}, first on the class path
   * @param classPath folders and jars
   * @param mainClass whose main method is the service
   * @param arguments of that main method
   * @param jvmFlags beyond those in {@code jvm.options}
   * @param environment beyond what this JVM inherited
   */
  record Command(
      String name,
      Path configuration,
      List<Path> classPath,
      String mainClass,
      List<String> arguments,
      List<String> jvmFlags,
      Map<String, String> environment) {}

  /** Starts the command, and does not wait for it to be ready. */
  static ServiceProcess start(Command command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("@" + command.configuration().resolve("jvm.options"));
    line.addAll(QuickStart.FLAGS);
    line.addAll(command.jvmFlags());
    line.add(TetheredMain.class.getName());
    line.add(command.mainClass());
    line.addAll(command.arguments());

    Map<String, String> environment = new HashMap<>(command.environment());
    environment.put("CLASSPATH", classPath(command));
    return start(command.name(), line, environment);
  }

  /**
   * Starts a script of {@code docker/}, as its container does, and does not wait for it to be
   * ready.
   */
  static ServiceProcess start(String name, Path script, Map<String, String> environment) {
    return start(name, List.of("bash", "-c", TETHER, name, script.toString()), environment);
  }

  private static ServiceProcess start(
      String name, List<String> line, Map<String, String> environment) {
    Path log = Checkout.logs().resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ServiceProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name + ": " + line, e);
    }
  }

  private static String classPath(Command command) {
    List<Path> entries = new ArrayList<>();
    entries.add(command.configuration());
    entries.addAll(command.classPath());
    entries.add(home(TetheredMain.class));
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path home(Class<?> type) {
    return Path.of(
        java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Waits until {@code ready} holds; fails with the end of the log if it never does. */
  ServiceProcess awaitReady(BooleanSupplier ready) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with status " + process.exitValue() + " before it was ready" + logEnd());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(name + " was not ready after " + PATIENCE + logEnd());
      }
      pause();
    }
    return this;
  }

  /** Waits for a process that does one thing and ends; fails unless its exit status is 0. */
  void awaitSuccess() {
    if (!ended(PATIENCE)) {
      kill();
      throw new IllegalStateException(name + " did not end within " + PATIENCE + logEnd());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with status " + process.exitValue() + logEnd());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  /** As {@code kill -9}: the process has no say in it. Returns when it is gone. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (!ended(PATIENCE)) {
      throw new IllegalStateException("Cannot kill " + name + ", process " + process.pid());
    }
  }

  /** Asks the process to end, and kills it if it has not after five seconds. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!ended(GRACE)) {
      kill();
    }
  }

  private boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was to end", e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was starting", e);
    }
  }

  private String logEnd() {
    try {
      List<String> lines = Files.readAllLines(log);
      return "; the end of "
          + log
          + ":\n"
          + String.join(
              "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "; its log " + log + " cannot be read: " + e;
    }
  }
}
