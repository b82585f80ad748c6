package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TestFailure {

  @Test
  void aKnownErrorSpeaksForItselfHoweverDeepItStands() {
    Failure failure =
        Failure.of(
            new IllegalStateException(
                "outer", new RuntimeException(MercatoException.checksFailed("Too many rejects."))));

    assertThat(failure).isEqualTo(new Failure(ExitStatus.CHECKS_FAILED, "Too many rejects."));
  }

  @Test
  void aFullDiskIsSaidToBeFull() {
    Failure failure =
        Failure.of(new RuntimeException("task 3", new IOException("No space left on device")));

    assertThat(failure.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(failure.sentence()).startsWith("The disk is full");
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    Failure failure =
        Failure.of(new IllegalArgumentException(new java.net.UnknownHostException("namenode")));

    assertThat(failure.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(failure.sentence()).startsWith("There is no host 'namenode' to be found");
  }

  @Test
  void anUnknownErrorNamesItsRootAndTheWayToMore() {
    Failure failure =
        Failure.of(new RuntimeException("outer", new IOException("inner reason.\nat some place")));

    assertThat(failure.sentence())
        .isEqualTo("It failed with IOException: inner reason. Run it with --verbose to see where.");
  }

  @Test
  void anErrorThatCausesItselfEnds() {
    RuntimeException error = new RuntimeException("first");
    error.initCause(new RuntimeException("second", error));

    assertThat(Failure.of(error).sentence()).contains("second");
  }
}
