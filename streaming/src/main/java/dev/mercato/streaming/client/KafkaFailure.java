package dev.mercato.streaming.client;

import dev.mercato.core.MercatoException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Makes a sentence of what Kafka's clients throw. */
public final class KafkaFailure {
  private KafkaFailure() {}

  /**
   * The failure as status 1, with the way out.
   *
   * @param what what could not be done, as the beginning of a sentence
   */
  public static MercatoException explained(String what, String brokers, Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof MercatoException ours) {
      return ours;
    }
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return MercatoException.failed(
          "%s: the Kafka brokers at %s do not permit it (%s). Ask for the right, or give an identity that has it under stream.kafka."
              .formatted(what, brokers, cause.getMessage()),
          cause);
    }
    if (cause instanceof TimeoutException) {
      return MercatoException.failed(
          "%s: no Kafka broker answers at %s. Start one, or set stream.brokers."
              .formatted(what, brokers),
          cause);
    }
    return MercatoException.failed(
        "%s at the Kafka brokers %s (%s: %s)."
            .formatted(what, brokers, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
