package dev.mercato.streaming.produce;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.command.CommonOptions;
import dev.mercato.core.command.Logs;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.ShopSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the simulated shop's events to Kafka. It needs neither Spark nor the home to itself. */
@Command(
    name = "produce",
    description = "Send the simulated shop's events to Kafka, in order of time.")
public final class ProduceCommand implements Callable<Integer> {
  /** No machine is faster. */
  private static final double MOST = 1e12;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day. Default: the day after the last that was generated.")
  Optional<LocalDate> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day, included. Default: the first.")
  Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "So many seconds of the shop in a second; 3600 is an hour a second.")
  Optional<Double> speed = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "So many events a second. Default: as many as the brokers take.")
  Optional<Double> rate = Optional.empty();

  @Option(names = "--live", description = "From now on, each event when it happens, until stopped.")
  boolean live;

  @Option(
      names = "--again",
      description = "Send what the topics have from an earlier start once more, too.")
  boolean again;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "The shop's users. Default: those of the shop that was generated.")
  Optional<String> users = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The shop's seed. Default: that of the shop that was generated.")
  Optional<String> seed = Optional.empty();

  @Option(
      names = "--brokers",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers. Default: stream.brokers in the settings.")
  Optional<String> brokers = Optional.empty();

  @Option(
      names = "--to-files",
      paramLabel = "DIR",
      description = "Write the events as JSON lines into DIR instead.")
  Optional<Path> files = Optional.empty();

  @Override
  public Integer call() {
    Map<String, String> variables = System.getenv();
    Logs.configure(common.isVerbose(variables));
    Settings settings = common.settings(settingsOptions(), variables);
    ProduceJob job =
        new ProduceJob(settings.stream(), new ProduceOptions(run(settings), pace(), again, files));
    CountDownLatch done = new CountDownLatch(1);
    Thread ending = new Thread(() -> end(job, done, settings.stream().patience()), "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    ProducerDisplay display =
        new ProducerDisplay(job.figures(), System.err, Boolean.getBoolean("mercato.terminal"));
    try {
      job.execute();
    } finally {
      display.end();
      done.countDown();
    }
    print(job.figures());
    return ExitStatus.DONE.code();
  }

  private static void end(ProduceJob job, CountDownLatch done, Duration patience) {
    job.stop();
    try {
      if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("mercato produce: stopped before the last events were confirmed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> settingsOptions() {
    Map<String, String> options = new TreeMap<>();
    users.ifPresent(value -> options.put("shop.users", value));
    seed.ifPresent(value -> options.put("shop.seed", value));
    brokers.ifPresent(value -> options.put("stream.brokers", value));
    return options;
  }

  private Pace pace() {
    if ((speed.isPresent() ? 1 : 0) + (rate.isPresent() ? 1 : 0) + (live ? 1 : 0) > 1) {
      throw MercatoException.usage("Give one of --speed, --rate and --live.");
    }
    rate.ifPresent(value -> requirePositive("--rate", value));
    speed.ifPresent(value -> requirePositive("--speed", value));
    if (live) {
      if (from.isPresent() || to.isPresent()) {
        throw MercatoException.usage(
            "--live begins now and has no end: leave out --from and --to.");
      }
      return new Pace.Live(Instant.now());
    }
    return speed
        .<Pace>map(Pace.Speed::new)
        .or(() -> rate.map(Pace.Rate::new))
        .orElseGet(Pace.Unlimited::new);
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0 && value <= MOST)) {
      throw MercatoException.usage(
          "%s must be more than 0, not %s.".formatted(option, Double.toString(value)));
    }
  }

  private ProduceRun run(Settings settings) {
    List<RawManifest> batches = batches(settings);
    ShopSettings shop = shop(settings, batches);
    if (live) {
      return new ProduceRun(shop, Instant.now(), Optional.empty());
    }
    LocalDate first =
        from.or(
                () ->
                    batches.stream()
                        .map(batch -> batch.days().to().plusDays(1))
                        .max(LocalDate::compareTo))
            .orElseThrow(
                () ->
                    MercatoException.usage(
                        "Nothing was generated yet, after which events could begin: give --from."));
    LocalDate last = to.orElse(first);
    if (last.isBefore(first)) {
      throw MercatoException.usage("--to %s is before the first day, %s.".formatted(last, first));
    }
    if (first.isBefore(shop.opened())) {
      throw MercatoException.usage(
          "The day %s is before the shop opened on %s: give a later --from."
              .formatted(first, shop.opened()));
    }
    return ProduceRun.ofDays(shop, first, last);
  }

  /** The shop that was generated, unless another one is asked for. */
  private ShopSettings shop(Settings settings, List<RawManifest> batches) {
    if (users.isPresent() || seed.isPresent()) {
      return settings.shop();
    }
    return batches.stream()
        .map(RawManifest::origin)
        .filter(BatchOrigin.SimulatedShop.class::isInstance)
        .map(BatchOrigin.SimulatedShop.class::cast)
        .findFirst()
        .map(
            shop ->
                new ShopSettings(
                    shop.seed(),
                    shop.users(),
                    shop.products(),
                    LocalDate.parse(shop.opened()),
                    LocalDate.parse(shop.horizon())))
        .orElse(settings.shop());
  }

  private static List<RawManifest> batches(Settings settings) {
    Configuration hadoop = new Configuration();
    settings.hadoop().forEach(hadoop::set);
    return new RawZone(settings.locations().raw(), hadoop).batches();
  }

  private void print(ProducerFigures figures) {
    StringBuilder topics = new StringBuilder();
    figures
        .acknowledged()
        .forEach(
            (topic, events) ->
                topics.append(String.format(Locale.ROOT, ", %s %,d", topic, events)));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d events %s%s%s.%n",
            figures.arrived(),
            files.isPresent() ? "written" : "sent",
            topics,
            figures.there() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d were there already", figures.there()));
    spec.commandLine().getOut().flush();
  }
}
