package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestSettingsCommand {

  @Test
  void eachSettingIsShownWithWhereItComesFromButSecretsAreNot() {
    assertThat(printed("--set", "database=mine", "--set", "spark.my.password=sesame").split("\n"))
        .contains(
            "database = mine  (option)",
            "load.max-reject-share = 0.1  (built-in mercato.yaml)",
            "spark.ui.enabled = false  (built-in local.yaml)",
            "spark.my.password = (not shown)  (option)");
  }

  @Test
  void sparksOwnComeAsItsConfigurationFileHasThem() {
    assertThat(printed("--env", "cluster", "--format", "spark").split("\n"))
        .contains("spark.hadoop.hive.metastore.uris thrift://metastore:9083")
        .allMatch(line -> line.matches("spark[.]\\S+ \\S.*"));
  }

  @Test
  void settingsThatCannotBeUsedAreRefused() {
    assertThat(CommandRunner.run(new SettingsCommand(), "--set", "shop.users=-1")).isEqualTo(2);
  }

  private static String printed(String... arguments) {
    PrintStream terminal = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandRunner.run(new SettingsCommand(), arguments)).isZero();
      return shown.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(terminal);
    }
  }
}
