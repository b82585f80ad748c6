package dev.mercato.streaming.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process with this one's class path and options. */
final class JavaProcess implements AutoCloseable {
  static final int KILLED = 137;

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param log what it prints is appended there
   * @param properties of the system, as {@code name=value}
   */
  static JavaProcess start(
      Path log, List<String> properties, Class<?> main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-") || option.startsWith("@"))
            .toList());
    line.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-Duser.timezone=UTC"));
    properties.forEach(property -> line.add("-D" + property));
    line.add("-cp");
    line.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    line.add(main.getName());
    line.addAll(arguments);
    try {
      return new JavaProcess(
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status, once it has ended by itself. */
  int await(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("The process did not end within " + patience);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await(Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
