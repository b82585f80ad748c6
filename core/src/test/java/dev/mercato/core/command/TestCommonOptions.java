package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TestCommonOptions {
  private final CommonOptions options = new CommonOptions();

  @Test
  void whatNoOptionSaysVariablesSay() {
    Settings settings =
        options.settings(Map.of(), Map.of("MERCATO_HOME", "/somewhere", "MERCATO_ENV", "cluster"));

    assertThat(settings.home()).isEqualTo(Path.of("/somewhere"));
    assertThat(settings.environment()).isEqualTo(Environment.CLUSTER);
  }

  @Test
  void aVariableWithNoSuchEnvironmentIsWrongUsageUnlessAnOptionGoesBeforeIt() {
    Map<String, String> variables = Map.of("MERCATO_ENV", "prod");

    assertWrongUsage(
        () -> options.settings(Map.of(), variables),
        "MERCATO_ENV cannot be used: there is no environment 'prod'; it is one of local, cluster.");

    options.environment = Optional.of(Environment.LOCAL);
    assertThat(options.settings(Map.of(), variables).environment()).isEqualTo(Environment.LOCAL);
  }

  @Test
  void logsAreShownByTheOptionOrByTheVariable() {
    assertThat(options.isVerbose(Map.of())).isFalse();
    assertThat(options.isVerbose(Map.of("MERCATO_VERBOSE", ""))).isFalse();
    assertThat(options.isVerbose(Map.of("MERCATO_VERBOSE", "false"))).isFalse();
    assertThat(options.isVerbose(Map.of("MERCATO_VERBOSE", "True"))).isTrue();
    assertWrongUsage(
        () -> options.isVerbose(Map.of("MERCATO_VERBOSE", "1")),
        "MERCATO_VERBOSE cannot be used: it must be true or false, not '1'.");

    options.verbose = true;
    assertThat(options.isVerbose(Map.of("MERCATO_VERBOSE", "false"))).isTrue();
  }

  private static void assertWrongUsage(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call)
        .hasMessage(sentence)
        .asInstanceOf(InstanceOfAssertFactories.type(MercatoException.class))
        .satisfies(error -> assertThat(error.status()).isEqualTo(ExitStatus.USAGE));
  }
}
