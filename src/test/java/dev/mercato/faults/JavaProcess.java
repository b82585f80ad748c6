package dev.mercato.faults;

import dev.mercato.services.HiveCluster;
import dev.mercato.services.QuickStart;
import dev.mercato.services.TemporaryFolder;
import dev.mercato.services.TetheredMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class in a JVM of its own, with this one's class path. It never outlives this one, even
 * one killed with -9. Both its outputs are kept together, line by line.
 */
public final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final TemporaryFolder temporary;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Thread reader;

  private JavaProcess(Process process, TemporaryFolder temporary) {
    this.process = process;
    this.temporary = temporary;
    this.reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it. */
  public static JavaProcess start(
      Class<?> mainClass, List<String> jvmFlags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Spark needs opened, this JVM was told, too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(QuickStart.FLAGS);
    command.add("-Xmx768m");
    command.add("-Duser.timezone=UTC");
    // One that is killed leaves what it had there.
    TemporaryFolder temporary = TemporaryFolder.make("mercato-process-");
    command.add("-Djava.io.tmpdir=" + temporary.path());
    command.addAll(jvmFlags);
    command.add(TetheredMain.class.getName());
    command.add(mainClass.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("HADOOP_USER_NAME", HiveCluster.USER);
    try {
      return new JavaProcess(builder.start(), temporary);
    } catch (IOException e) {
      temporary.close();
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      synchronized (lines) {
        lines.add("output broke off: " + e);
      }
    }
  }

  /** What it has said so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits for a line; false if the process ends or the time passes without it. */
  boolean await(Predicate<String> line, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      while (lines.stream().noneMatch(line)) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || (!process.isAlive() && !reader.isAlive())) {
          return false;
        }
        try {
          lines.wait(Math.min(500, left / 1_000_000 + 1));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end and returns its exit status; kills it if it takes longer. */
  public int awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The process did not end within %s; it said:%n%s"
                .formatted(patience, String.join("\n", lines())));
      }
      reader.join();
      temporary.close();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process was to end", e);
    }
  }

  /** Kills it if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    temporary.close();
  }
}
