package dev.mercato.etl.load;

import dev.mercato.core.MercatoException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a sentence of what Spark throws when a file turns out to be damaged inside. */
public final class SparkFailure {
  private static final Pattern FILE =
      Pattern.compile("(?:file|hdfs):/[^\\s,;]+?(?=[.,;]?\\s|[.,;]?$)");
  private static final int MOST_CAUSES = 20;

  private SparkFailure() {}

  /** The exception as it is if it is one of ours, else one that names the file and the cause. */
  public static MercatoException explained(String what, Exception failure) {
    if (failure instanceof MercatoException ours) {
      return ours;
    }
    Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    String why = firstLine(root);
    return MercatoException.failed(
        file(failure)
            .map(
                file ->
                    "%s: the file %s cannot be read (%s). Nothing was changed; bring the file again."
                        .formatted(what, file, why))
            .orElse("%s: %s. Nothing was changed.".formatted(what, why)),
        failure);
  }

  private static Optional<String> file(Throwable failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .filter(message -> message.contains("FAILED_READ_FILE") || message.contains("header"))
        .map(FILE::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MOST_CAUSES);
  }

  private static String firstLine(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .flatMap(message -> message.strip().lines().findFirst())
        .map(line -> line.replaceAll("[.:]+$", ""))
        .orElse(failure.getClass().getSimpleName());
  }
}
