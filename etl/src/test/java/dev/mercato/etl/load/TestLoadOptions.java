package dev.mercato.etl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestLoadOptions {
  @Test
  void aRawZoneWhosePathSparkWouldTakeForAPatternIsRefused() {
    MercatoException refusal =
        catchThrowableOfType(
            MercatoException.class,
            () -> new LoadOptions(Optional.empty(), Optional.of("/data/raw[1]"), false));

    assertThat(refusal.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refusal).hasMessageContaining("/data/raw[1]").hasMessageContaining("'['");
  }
}
