package dev.mercato.ml.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The models that were trained, and which of them serve. */
@Command(
    name = "models",
    description = "The models that were trained, and which of them serve.",
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsCommand.Show.class,
      ModelsCommand.Promote.class,
      ModelsCommand.RollBack.class
    })
public final class ModelsCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a model is shown. */
  enum Format {
    /** Lines of text, for people. */
    TEXT,
    /** One JSON object. */
    JSON
  }

  /** What looks at models or moves the champion, and is not kept in the run log. */
  abstract static class OnStore extends PlatformCommand {
    abstract ExitStatus run(ModelStore store);

    @Override
    protected ExitStatus run(JobContext context) {
      return run(ModelStore.of(context));
    }

    @Override
    protected boolean isRecorded() {
      return false;
    }
  }

  /** All versions of all models. */
  @Command(name = "list", description = "All versions, the champions marked with a star.")
  static final class ListModels extends OnStore {
    @Override
    ExitStatus run(ModelStore store) {
      boolean none = true;
      for (String name : ModelStore.NAMES) {
        for (ModelSummary summary : store.list(name)) {
          out().println(line(summary));
          none = false;
        }
      }
      if (none) {
        out().println("No model yet; train one with: mercato train");
      }
      return ExitStatus.DONE;
    }

    private static String line(ModelSummary summary) {
      String mark = summary.champion() ? "*" : " ";
      return summary
          .manifest()
          .map(
              manifest ->
                  "%s %-9s %s  cut %s  %-16s %s"
                      .formatted(
                          mark,
                          summary.id().name(),
                          summary.id().version(),
                          manifest.description().window().cut(),
                          manifest.description().algorithm(),
                          headline(manifest.description().metrics())))
          .orElseGet(
              () ->
                  "%s %-9s %s  %s"
                      .formatted(
                          mark, summary.id().name(), summary.id().version(), summary.fault()));
    }

    private static String headline(Map<String, Double> metrics) {
      return List.of("auc", "calibration_error", "ndcg10", "recall10").stream()
          .filter(metrics::containsKey)
          .map(key -> String.format(Locale.ROOT, "%s %.4f", key, metrics.get(key)))
          .reduce((a, b) -> a + "  " + b)
          .orElse("");
    }
  }

  /** One version. */
  @Command(name = "show", description = "What a version was made from and how good it is.")
  static final class Show extends OnStore {
    @Parameters(index = "0", paramLabel = "NAME", description = "recommend or churn")
    String name;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VERSION",
        description = "the version; the champion if none is given")
    String version;

    @Option(names = "--format", defaultValue = "TEXT", description = "text or json")
    Format format = Format.TEXT;

    @Override
    ExitStatus run(ModelStore store) {
      StoredModel model =
          Optional.ofNullable(version)
              .map(given -> store.open(new ModelId(name, given)))
              .orElseGet(() -> store.requireChampion(name));
      out().print(format == Format.JSON ? json(model) : text(model));
      return ExitStatus.DONE;
    }

    /** The metrics stand at the top, beside what says which model and cut they are of. */
    private static String json(StoredModel model) {
      ModelDescription description = model.description();
      ObjectNode json = JSON.createObjectNode();
      json.put("name", model.id().name());
      json.put("version", model.id().version());
      json.put("created_at", model.manifest().createdAt());
      json.put("code_version", model.manifest().codeVersion());
      json.put("algorithm", description.algorithm());
      json.put("first_day", description.window().firstDay());
      json.put("cut", description.window().cut());
      json.put("horizon_days", description.window().horizonDays());
      json.put("n_train", description.window().trained());
      json.put("n_test", description.window().tested());
      description.metrics().forEach(json::put);
      json.set("settings", JSON.valueToTree(description.settings()));
      json.set("loads", JSON.valueToTree(description.loads()));
      json.set("features", JSON.valueToTree(description.features()));
      try {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A tree of plain values can be written", e);
      }
    }

    private static String text(StoredModel model) {
      ModelDescription description = model.description();
      StringBuilder text = new StringBuilder();
      text.append(
          "%s, %s, made %s by mercato %s%n"
              .formatted(
                  model.id(),
                  description.algorithm(),
                  model.manifest().createdAt(),
                  model.manifest().codeVersion()));
      text.append(
          "history from %s, cut %s, horizon %d days, trained on %,d, tested on %,d%n"
              .formatted(
                  description.window().firstDay(),
                  description.window().cut(),
                  description.window().horizonDays(),
                  description.window().trained(),
                  description.window().tested()));
      text.append("from the loads ").append(String.join(", ", description.loads())).append('\n');
      section(text, "Metrics");
      description
          .metrics()
          .forEach(
              (key, value) ->
                  text.append(String.format(Locale.ROOT, "  %-34s %.6g%n", key, value)));
      section(text, "Settings");
      description
          .settings()
          .forEach(
              (key, value) -> text.append(String.format(Locale.ROOT, "  %-34s %s%n", key, value)));
      section(text, "Features");
      description
          .features()
          .forEach(
              feature ->
                  text.append(
                      String.format(
                          Locale.ROOT, "  %-34s %s%n", feature.name(), feature.formula())));
      return text.toString();
    }

    private static void section(StringBuilder text, String title) {
      text.append('\n').append(title).append('\n');
    }
  }

  /** Makes a version serve. */
  @Command(name = "promote", description = "Make a version the champion, whatever its figures.")
  static final class Promote extends OnStore {
    @Parameters(index = "0", paramLabel = "NAME", description = "recommend or churn")
    String name;

    @Parameters(index = "1", paramLabel = "VERSION", description = "the version")
    String version;

    @Override
    ExitStatus run(ModelStore store) {
      ModelId id = new ModelId(name, version);
      store.promote(id);
      out().printf("%s is the champion.%n", id);
      return ExitStatus.DONE;
    }
  }

  /** Takes back the last promotion. */
  @Command(
      name = "roll-back",
      description = "Make the champion before the present one serve again.")
  static final class RollBack extends OnStore {
    @Parameters(index = "0", paramLabel = "NAME", description = "recommend or churn")
    String name;

    @Override
    ExitStatus run(ModelStore store) {
      out().printf("%s is the champion again.%n", store.rollBack(name));
      return ExitStatus.DONE;
    }
  }
}
