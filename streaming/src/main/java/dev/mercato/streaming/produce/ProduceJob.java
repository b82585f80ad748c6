package dev.mercato.streaming.produce;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.ShopSettings;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.walk.DayWalk;
import dev.mercato.simulator.walk.ShopEvent;
import dev.mercato.streaming.event.EventRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Walks the shop's days in order of time and sends each event when it is due. Stopped and started
 * again, it goes on after the last event that arrived.
 */
public final class ProduceJob {
  private static final long LONGEST_NAP_MILLIS = 200;

  private final StreamSettings settings;
  private final ProduceOptions options;
  private final ProducerFigures figures = new ProducerFigures();
  private volatile boolean stopping;

  public ProduceJob(StreamSettings settings, ProduceOptions options) {
    this.settings = settings;
    this.options = options;
  }

  /** For those who watch. */
  public ProducerFigures figures() {
    return figures;
  }

  /** Ends the job after the event that it is at; what was sent is waited for. */
  public void stop() {
    stopping = true;
  }

  /**
   * Sends.
   *
   * @throws MercatoException status 1 if the brokers are away for longer than the settings'
   *     patience, naming the moment to go on from; status 2 if there is no such shop
   */
  public void execute() {
    Shop shop = Shop.of(spec(options.run().shop()));
    try (EventSink sink = sink()) {
      Instant from =
          sink.resume()
              .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
              .orElse(options.run().from());
      Walk walk = new Walk(sink, from);
      LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
      while (!stopping && !isOver(day)) {
        walk.day(shop, day);
        day = day.plusDays(1);
      }
      sink.flush();
    }
  }

  private boolean isOver(LocalDate day) {
    return options.run().lastDay().map(day::isAfter).orElse(false);
  }

  private EventSink sink() {
    Optional<Path> files = options.files();
    return files.isPresent()
        ? new FileSink(files.get(), figures)
        : new KafkaSink(settings, options.run(), options.again(), figures);
  }

  private static ShopSpec spec(ShopSettings shop) {
    try {
      return new ShopSpec(
          shop.seed(), shop.users(), shop.opened(), shop.horizon(), shop.products());
    } catch (IllegalArgumentException refused) {
      throw MercatoException.usage(refused.getMessage() + ".");
    }
  }

  /** One walk through the days. */
  private final class Walk {
    private final EventSink sink;
    private final String run = options.run().name();
    private final long start = System.nanoTime();
    private final Instant from;
    private Instant first;
    private long number;

    Walk(EventSink sink, Instant from) {
      this.sink = sink;
      this.from = from;
    }

    void day(Shop shop, LocalDate day) {
      DayWalk events = DayWalk.of(shop, day);
      for (int index = 0; events.hasNext() && !stopping; index++) {
        ShopEvent event = events.next();
        Instant happened = Instant.EPOCH.plus(event.occurredAt(), ChronoUnit.MICROS);
        if (happened.isBefore(from)) {
          continue;
        }
        EventRow row = EventRow.of(event);
        EventPosition position = new EventPosition(run, day, index, 0);
        if (sink.has(row, position)) {
          figures.passedOver();
        } else if (isDue(happened)) {
          sink.send(row, position);
          number++;
        }
      }
    }

    /** Waits until the event is due; false if the job is stopped before. */
    private boolean isDue(Instant happened) {
      if (first == null) {
        first = happened;
      }
      Duration due = options.pace().due(happened, first, number);
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      while (!stopping && passed.compareTo(due) < 0) {
        nap(due.minus(passed));
        passed = Duration.ofNanos(System.nanoTime() - start);
      }
      figures.at(happened, passed.minus(due));
      return !stopping;
    }

    private void nap(Duration longest) {
      try {
        Thread.sleep(Math.max(1, Math.min(longest.toMillis(), LONGEST_NAP_MILLIS)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      }
    }
  }
}
