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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A service in a process of its own, which ends with this one at the latest. What it writes to
 * standard output and error goes to {@code src/test/target/services/NAME.log}.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES_SHOWN = 40;

  /**
   * Runs a program in a process group of its own, which ends when this JVM does: it holds the other
   * end of the input.
   */
  private static final String TETHER =
      """
      set -m
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      { cat >/dev/null; kill -9 -- -$program; } <&3 &
      wait $program
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
    return run(command.name(), line, environment);
  }

  /**
   * Starts a program that is none of this JVM's, a script of {@code docker/} above all, and does
   * not wait for it to be ready.
   *
   * @param environment beyond what this JVM inherited
   */
  public static ServiceProcess start(
      String name, List<String> program, Map<String, String> environment) {
    List<String> line = new ArrayList<>(List.of("bash", "-c", TETHER, name));
    line.addAll(program);
    return run(name, line, environment);
  }

  private static ServiceProcess run(
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
  public ServiceProcess awaitReady(BooleanSupplier ready) {
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
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    if (!ended(PATIENCE)) {
      throw new IllegalStateException("Cannot kill " + name + ", process " + process.pid());
    }
  }

  /**
   * Asks the process and those it has started to end, and kills which have not after five seconds.
   */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    started.forEach(ProcessHandle::destroy);
    process.destroy();
    if (!ended(GRACE)) {
      process.destroyForcibly();
    }
    CompletableFuture<?>[] ends =
        started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      started.forEach(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was to end", e);
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
