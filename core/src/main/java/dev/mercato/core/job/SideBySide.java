package dev.mercato.core.job;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Runs parts of a job side by side, so that Spark plans one while the tasks of another are at work.
 * The first part that fails ends the others: their Spark jobs are cancelled, and what has not begun
 * does not begin.
 */
public final class SideBySide implements AutoCloseable {
  private final SparkContext spark;
  private final ExecutorService workers;
  private final String tag = "side-by-side-" + UUID.randomUUID();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Begins with nothing to do.
   *
   * @param atOnce how many parts run at the same time
   */
  public SideBySide(SparkContext spark, int atOnce) {
    this.spark = spark;
    this.workers = Executors.newFixedThreadPool(atOnce);
  }

  /** Adds a part, which begins once all those are done that it stands on. */
  public <T> CompletableFuture<T> begin(Supplier<T> part, CompletableFuture<?>... standsOn) {
    return CompletableFuture.allOf(standsOn).thenApplyAsync(ready -> run(part), workers);
  }

  private <T> T run(Supplier<T> part) {
    if (failure.get() != null) {
      throw new CancellationException("Another part has failed");
    }
    spark.addJobTag(tag);
    try {
      return part.get();
    } catch (Throwable e) {
      if (failure.compareAndSet(null, e)) {
        spark.cancelJobsWithTag(tag, "another part of the same job has failed");
      }
      throw e;
    } finally {
      spark.removeJobTag(tag);
    }
  }

  /** What the parts found, once all have ended; throws what the first to fail has thrown. */
  public <T> List<T> results(Collection<CompletableFuture<T>> parts) {
    try {
      CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException | CancellationException e) {
      throw SideBySide.<RuntimeException>unchecked(failure.get());
    }
    return parts.stream().map(CompletableFuture::join).toList();
  }

  /** As it was thrown: Spark's Scala throws checked exceptions without declaring them. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** Takes no more parts; {@link #results} has waited for those there were. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
