package dev.mercato.generator;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Simulates the shop into the raw zone. */
@Command(
    name = "generate",
    description = "Simulate the shop, day by day and click by click, into the raw zone.")
public final class GenerateCommand extends PlatformCommand {

  @Mixin ShopOptions shop = new ShopOptions();

  @Override
  protected Map<String, String> settingsOptions() {
    return shop.settings();
  }

  @Override
  protected ExitStatus run(JobContext context) {
    Generated generated = new GenerateJob(context).execute();
    new CalibrationTable(generated.calibration()).print(out());
    out()
        .printf(
            "%nThe batch %s is in %s. Next: mercato load%s%n",
            generated.manifest().batch(), context.settings().locations().raw(), sameHome());
    return ExitStatus.DONE;
  }
}
