package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Services that are killed and started again on the same folder serve what they had, to clients
 * that were connected all the time.
 */
@OnHiveCluster
@ResourceLock(OnHiveCluster.CLUSTER)
@Order(3)
class ITRestart {
  private static final int ATTEMPTS = 3;

  private static SparkSession spark;
  private static HiveQueries hive;

  @BeforeAll
  static void writeATable(HiveCluster cluster) throws SQLException {
    hive = HiveQueries.connect(cluster);
    spark = cluster.spark();
    spark.sql("create database restarts");
    spark.sql(
        "create external table restarts.kept (id bigint) stored as parquet"
            + " location '/warehouse/restarts/kept'");
    spark.sql("insert into restarts.kept values (1), (2), (3)");
  }

  @AfterAll
  static void closeTheConnection() throws SQLException {
    hive.close();
  }

  @Test
  void aKilledMetastoreStartsAgainOnTheCatalogueItLeft(HiveCluster cluster) throws SQLException {
    cluster.restartMetastore();

    assertBothEnginesReadTheTable();
  }

  @Test
  void aKilledHdfsStartsAgainOnTheBlocksItLeft(HiveCluster cluster) throws SQLException {
    cluster.restartHdfs();

    assertBothEnginesReadTheTable();
  }

  private static void assertBothEnginesReadTheTable() throws SQLException {
    spark.catalog().refreshTable("restarts.kept");
    assertThat(spark.table("restarts.kept").count()).isEqualTo(3);
    assertThat(countedByHive(ATTEMPTS)).containsExactly(List.of("3"));
  }

  /** A server may learn by its first call that its old connection is no more. */
  private static List<List<String>> countedByHive(int attempts) throws SQLException {
    try {
      return hive.rows("select count(*) from restarts.kept");
    } catch (SQLException e) {
      if (attempts == 1) {
        throw e;
      }
      return countedByHive(attempts - 1);
    }
  }
}
