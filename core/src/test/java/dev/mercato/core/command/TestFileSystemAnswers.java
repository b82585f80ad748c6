package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Locations;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class TestFileSystemAnswers {

  @Test
  void aFileSystemThatIsNotThereIsNamedAsItWasConfigured() {
    Configuration hadoop = impatient();
    hadoop.set("fs.defaultFS", "hdfs://127.0.0.1:1");

    assertThatThrownBy(() -> FileSystemAnswers.require(allIn("hdfs:///mercato"), hadoop))
        .isInstanceOf(MercatoException.class)
        .hasMessage(
            "The file system hdfs://127.0.0.1:1 does not answer (Connection refused): start it, or"
                + " correct its address, spark.hadoop.fs.defaultFS.");
  }

  @Test
  void oneThatAPathNamesIsNamedWithThePath() {
    assertThatThrownBy(
            () -> FileSystemAnswers.require(allIn("hdfs://127.0.0.1:1/mercato"), impatient()))
        .hasMessage(
            "The file system hdfs://127.0.0.1:1 does not answer (Connection refused): start it, or"
                + " correct its address, as in hdfs://127.0.0.1:1/mercato/raw.");
  }

  @Test
  void placesThatAreYetToBeMadeAreNoFault() {
    assertThatCode(() -> FileSystemAnswers.require(allIn("/no/such/place"), impatient()))
        .doesNotThrowAnyException();
  }

  private static Configuration impatient() {
    Configuration hadoop = new Configuration();
    hadoop.setInt("ipc.client.connect.max.retries", 0);
    return hadoop;
  }

  private static Locations allIn(String root) {
    return new Locations(
        root + "/raw",
        root + "/truth",
        root + "/warehouse",
        root + "/metastore",
        root + "/samples",
        root + "/reports",
        root + "/runs",
        root + "/models",
        root + "/checkpoints",
        root + "/broker");
  }
}
