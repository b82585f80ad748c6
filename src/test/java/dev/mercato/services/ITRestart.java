package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are killed and started again on the same folder. */
class ITRestart {
  @Test
  void aKilledMetastoreStartsAgainOnTheCatalogueItLeft(@TempDir Path directory) {
    int port = FreePorts.next();
    int nobody = FreePorts.next();
    try (HiveMetastore first = HiveMetastore.start(directory, port, nobody)) {
      first.process().kill();
    }
    try (HiveMetastore second = HiveMetastore.start(directory, port, nobody)) {
      assertThat(second.process().isAlive()).isTrue();
    }
  }

  @Test
  void aKilledHdfsStartsAgainOnTheBlocksItLeft(@TempDir Path directory) {
    int port = FreePorts.next();
    try (Hdfs first = Hdfs.start(directory, port)) {
      first.nameNode().kill();
      first.dataNode().kill();
    }
    try (Hdfs second = Hdfs.start(directory, port)) {
      assertThat(second.nameNode().isAlive()).isTrue();
    }
  }
}
