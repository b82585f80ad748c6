package dev.mercato.core.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;

/** An error as its user sees it: a sentence and an exit status. */
record Failure(ExitStatus status, String sentence) {

  static Failure of(Throwable error) {
    List<Throwable> chain = chain(error);
    for (Throwable cause : chain) {
      if (cause instanceof MercatoException known) {
        return new Failure(known.status(), known.getMessage());
      }
    }
    for (Throwable cause : chain) {
      String message = firstLine(cause);
      if (message.toLowerCase(Locale.ROOT).contains("no space left on device")) {
        return new Failure(ExitStatus.FAILED, "The disk is full: make room and run it again.");
      }
      if (cause instanceof OutOfMemoryError) {
        return new Failure(
            ExitStatus.FAILED,
            "The memory did not suffice (%s): give more than the %d MB of now, with MERCATO_MEMORY or spark-submit's --driver-memory."
                .formatted(message, Runtime.getRuntime().maxMemory() >> 20));
      }
      if (message.contains("Could not connect to meta store")) {
        return new Failure(
            ExitStatus.FAILED,
            "The Hive metastore does not answer: start it, or correct"
                + " spark.hadoop.hive.metastore.uris.");
      }
      if (cause instanceof UnknownHostException) {
        return new Failure(
            ExitStatus.FAILED,
            "There is no host '%s' to be found: start what runs there, or correct its address in the settings."
                .formatted(message));
      }
      if (cause instanceof ConnectException) {
        return new Failure(
            ExitStatus.FAILED,
            "A service does not answer (%s): start it, or correct its address in the settings."
                .formatted(message.replaceAll(";? *For more details see:.*", "")));
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    Throwable telling = error instanceof AnalysisException ? error : root;
    return new Failure(
        ExitStatus.FAILED,
        "It failed with %s: %s. Run it with --verbose to see where."
            .formatted(telling.getClass().getSimpleName(), firstLine(telling)));
  }

  private static List<Throwable> chain(Throwable error) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable at = error; at != null && !chain.contains(at); at = at.getCause()) {
      chain.add(at);
    }
    return chain;
  }

  private static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? "no message"
        : message.lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
  }
}
