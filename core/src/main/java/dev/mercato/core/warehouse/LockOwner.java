package dev.mercato.core.warehouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a table for writing.
 *
 * @param token names this one holding of the lock; it ends in file names
 * @param boot tells one start of the machine from the next, and machines of the same name apart
 * @param started when the process began
 * @param since when it took the lock
 */
record LockOwner(String token, String host, String boot, long pid, Instant started, Instant since) {

  /** Start times are derived from the machine's clock, which may have been set in between. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  /** This process, from now on. */
  static LockOwner thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new LockOwner(
        UUID.randomUUID().toString(),
        hostName(),
        bootId(),
        self.pid(),
        self.info().startInstant().orElse(Instant.EPOCH),
        Instant.now());
  }

  /** The owner that a lock file names; nothing if it is not whole. */
  static Optional<LockOwner> parse(String text) {
    String[] parts = text.strip().split("\t", -1);
    if (parts.length != 6) {
      return Optional.empty();
    }
    return Optional.of(
        new LockOwner(
            parts[0],
            parts[1],
            parts[2],
            Long.parseLong(parts[3]),
            Instant.parse(parts[4]),
            Instant.parse(parts[5])));
  }

  String format() {
    return String.join(
        "\t", token, host, boot, Long.toString(pid), started.toString(), since.toString());
  }

  boolean isOnThisMachine() {
    return host.equals(hostName()) && boot.equals(bootId());
  }

  /** Whether the process still runs; only of use on its own machine. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(
                        start ->
                            Duration.between(start, started).abs().compareTo(START_TOLERANCE) < 0)
                    .orElse(true))
        .orElse(false);
  }

  /** For a refusal: {@code process 71 on host-a, since 2025-01-01T10:00:00Z}. */
  String describe() {
    return "process %d on %s, since %s".formatted(pid, host, since);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String bootId() {
    Path file = Path.of("/proc/sys/kernel/random/boot_id");
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
