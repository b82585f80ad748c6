package dev.mercato.generator;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates the shop into the raw zone. */
@Command(
    name = "generate",
    description = "Simulate the shop, day by day and click by click, into the raw zone.")
public final class GenerateCommand extends PlatformCommand {

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, as yyyy-mm-dd. Default: generate.from in the settings.")
  Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day, included. Default: generate.to in the settings.")
  Optional<String> to = Optional.empty();

  @Option(
      names = "--users",
      paramLabel = "N",
      description =
          "How many users have signed up by shop.horizon. Default: shop.users in the settings.")
  Optional<String> users = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Another seed is another shop. Default: shop.seed in the settings.")
  Optional<String> seed = Optional.empty();

  @Option(
      names = "--products",
      paramLabel = "N",
      description = "The size of the catalogue. Default: shop.products in the settings.")
  Optional<String> products = Optional.empty();

  @Override
  protected Map<String, String> settingsOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    from.ifPresent(value -> options.put("generate.from", value));
    to.ifPresent(value -> options.put("generate.to", value));
    users.ifPresent(value -> options.put("shop.users", value));
    seed.ifPresent(value -> options.put("shop.seed", value));
    products.ifPresent(value -> options.put("shop.products", value));
    return options;
  }

  @Override
  protected ExitStatus run(JobContext context) {
    Generated generated = new GenerateJob(context).execute();
    new CalibrationTable(generated.calibration()).print(out());
    out()
        .printf(
            "%nThe batch %s is in %s. Next: mercato load%n",
            generated.manifest().batch(), context.settings().locations().raw());
    return ExitStatus.DONE;
  }
}
