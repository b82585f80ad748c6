package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestWriterLock {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir java.nio.file.Path directory;
  private FileSystem files;
  private Path table;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    table = new Path(directory.toUri());
  }

  @Test
  void oneHolderAtATimeAndTheNextWhenItLetsGo() {
    WriterLock first = WriterLock.take(files, table, Duration.ZERO);
    assertThat(WriterLock.tryTake(files, table)).isEmpty();
    assertThatThrownBy(() -> WriterLock.take(files, table, Duration.ofMillis(10)))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    first.close();
    WriterLock second = WriterLock.tryTake(files, table).orElseThrow();
    first.close();
    assertThat(WriterLock.tryTake(files, table)).isEmpty();
    second.close();
  }

  @Test
  void anotherProcessHasItUntilItIsKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> WriterLock.take(files, table, Duration.ZERO))
          .hasMessageContaining("process " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
    WriterLock.take(files, table, Duration.ZERO).close();
  }

  @Test
  void threadsThatAllWantItGetItInTurn() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = 0; i < 5; i++) {
            try (WriterLock lock = WriterLock.take(files, table, Duration.ofSeconds(60))) {
              lock.verify();
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              inside.decrementAndGet();
            }
          }
        };
    Thread one = new Thread(work);
    Thread two = new Thread(work);
    one.start();
    two.start();
    one.join();
    two.join();
    assertThat(most).hasValue(1);
  }

  @Test
  void aSharedLockIsHeldReleasedAndNamesItsOwner() throws IOException {
    WriterLock lock = shared().orElseThrow();
    assertThat(shared()).isEmpty();
    lock.verify();
    lock.close();
    shared().orElseThrow().close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSharedLockOfADeadProcessIsTakenOver() throws IOException {
    LockOwner self = LockOwner.thisProcess();
    leave(new LockOwner("a", self.host(), self.boot(), self.pid(), Instant.EPOCH, self.since()));
    WriterLock lock = shared().orElseThrow();
    lock.verify();
    lock.close();
  }

  @Test
  void aSharedLockOfASilentMachineIsTakenOverWhenItsHeartbeatIsOld() throws Exception {
    LockOwner self = LockOwner.thisProcess();
    leave(new LockOwner("b", "elsewhere", "other", 1, self.started(), self.since()));
    assertThat(shared()).isEmpty();
    Thread.sleep(LIMIT.toMillis() + 500);
    shared().orElseThrow().close();
  }

  @Test
  void anOwnerTakenForDeadFindsOutBeforeItCommits() throws IOException {
    WriterLock slow = shared().orElseThrow();
    Files.move(directory.resolve(WriterLock.LOCK_FILE), directory.resolve("_writer.dead-x"));
    WriterLock next = shared().orElseThrow();
    assertThatThrownBy(slow::verify).hasMessageContaining("taken over");
    slow.close();
    next.verify();
    next.close();
  }

  private Optional<WriterLock> shared() throws IOException {
    return SharedLock.attempt(files, table, LIMIT).lock();
  }

  private void leave(LockOwner owner) throws IOException {
    Files.writeString(directory.resolve(WriterLock.LOCK_FILE), owner.format());
    Files.writeString(directory.resolve("_writer.beat-" + owner.token()), "");
  }

  /** Takes the lock, says so and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      WriterLock lock =
          WriterLock.take(
              FileSystem.getLocal(new Configuration()),
              new Path(java.nio.file.Path.of(arguments[0]).toUri()),
              Duration.ZERO);
      System.out.println("held");
      Thread.sleep(60_000);
      lock.close();
    }
  }
}
