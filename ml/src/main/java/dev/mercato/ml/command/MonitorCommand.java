package dev.mercato.ml.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.churn.ChurnWatch;
import dev.mercato.ml.monitoring.DriftLevel;
import dev.mercato.ml.monitoring.LaterFigure;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.monitoring.MonitorJob;
import dev.mercato.ml.monitoring.MonitorResult;
import dev.mercato.ml.recommend.RecommendWatch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether the models that serve still see what they were made for. */
@Command(
    name = "monitor",
    description =
        "Tell whether features, scores and outcomes have drifted; exit status 3 if critically.")
public final class MonitorCommand extends PlatformCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<ModelWatch> WATCHES = List.of(new RecommendWatch(), new ChurnWatch());

  /** How the result is shown. */
  enum Format {
    /** Lines of text, for people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  @Option(names = "--format", defaultValue = "TEXT", description = "text or json")
  Format format = Format.TEXT;

  @Override
  protected ExitStatus run(JobContext context) {
    MonitorResult result = new MonitorJob(context, WATCHES).execute();
    switch (format) {
      case TEXT -> {
        out().print(result.report().toText());
        result.performance().forEach(figure -> out().println(figure.sentence()));
        result.notices().forEach(out()::println);
      }
      case JSON -> {
        out().print(result.report().toJson());
        result.performance().forEach(figure -> out().println(json(figure)));
      }
    }
    return result.report().level() == DriftLevel.CRITICAL
        ? ExitStatus.CHECKS_FAILED
        : ExitStatus.DONE;
  }

  private static String json(LaterFigure figure) {
    try {
      return JSON.writeValueAsString(figure);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of plain values can be written", e);
    }
  }
}
