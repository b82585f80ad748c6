package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.etl.verify.TableFingerprint;
import java.security.PrivilegedExceptionAction;
import java.sql.SQLException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spark writes to HDFS and the metastore, HiveServer2 reads it, and both agree. */
@OnHiveCluster
class ITHiveCluster {
  private static final String ROWS =
      """
      select id as id,
             cast(id - 500 as int) as number,
             case when mod(id, 7) = 0 then null else id / 8.0d - 3.3d end as ratio,
             case when mod(id, 11) = 0 then null
                  else concat('Zoë 𝛑 ', repeat('x', cast(mod(id, 5) as int)), ' ', id) end as name,
             date_add(date '1969-06-01', cast(id as int) * 40) as day,
             case when mod(id, 5) = 0 then null
                  else cast((id - 300) * 1.01 as decimal(10,2)) end as price,
             case when mod(id, 13) = 0 then null
                  else timestamp_micros(1735689600000000 + id * 37000001) end as moment,
             cast(null as string) as nothing
      from range(%d, %d)
      """;

  private static SparkSession spark;
  private static HiveQueries hive;

  @BeforeAll
  static void openBothEngines(HiveCluster cluster) throws SQLException {
    hive = HiveQueries.connect(cluster);
    spark = cluster.spark();
    spark.sql("create database if not exists probe");
    spark.sql(
        """
        create external table probe.everything (
          id bigint, number int, ratio double, name string, day date, price decimal(10,2),
          moment timestamp, nothing string)
        partitioned by (month string)
        stored as parquet
        location '/warehouse/probe/everything'
        """);
    write("2025-01", 0, 600);
    write("2025-02", 600, 1000);
  }

  private static void write(String month, int from, int to) {
    String location = "/warehouse/probe/everything/month=" + month;
    spark.sql(ROWS.formatted(from, to)).repartition(2).write().parquet(location);
    spark.sql(
        "alter table probe.everything add partition (month='%s') location '%s'"
            .formatted(month, location));
  }

  @AfterAll
  static void closeBothEngines() throws SQLException {
    hive.close();
  }

  @Test
  void hiveServer2AnswersSelectOne() throws SQLException {
    assertThat(hive.rows("select 1")).containsExactly(List.of("1"));
  }

  @Test
  void bothEnginesReadTheSameRowsToTheMicrosecond() throws SQLException {
    String query =
        "select id, number, ratio, name, day, price, moment, nothing, month"
            + " from probe.everything where id between 595 and 605 order by id";
    assertThat(Answers.bySpark(spark.sql(query))).isEqualTo(hive.rows(query));
  }

  @Test
  void aMonthIsPrunedToItsPartition() throws SQLException {
    assertThat(hive.rows("select count(*) from probe.everything where month = '2025-02'"))
        .containsExactly(List.of("400"));
  }

  @Test
  void anOpenSessionOfSparkSeesAPartitionThatHiveServer2Adds() throws SQLException {
    hive.run("create database of_hive");
    hive.run(
        "create external table of_hive.shared (id bigint) partitioned by (month string)"
            + " stored as parquet");
    assertThat(spark.table("of_hive.shared").count()).isZero();
    hive.run("insert into of_hive.shared partition (month='2025-01') values (1), (2), (3)");
    assertThat(spark.table("of_hive.shared").count()).isEqualTo(3);
  }

  @Test
  void nobodyButThePlatformWritesToItsDirectories(HiveCluster cluster) throws Exception {
    assertThatThrownBy(() -> hive.run("create database of_mercato location '/mercato/of_hive'"))
        .hasMessageContaining("Failed to create external path");
    UserGroupInformation.createRemoteUser("jupyter")
        .doAs(
            (PrivilegedExceptionAction<Void>)
                () -> {
                  FileSystem files =
                      FileSystem.newInstance(cluster.hdfs().uri(), new Configuration());
                  assertThat(files.listStatus(new Path("/mercato"))).isNotNull();
                  assertThatThrownBy(() -> files.delete(new Path("/mercato"), true))
                      .isInstanceOf(AccessControlException.class);
                  assertThatThrownBy(() -> files.mkdirs(new Path("/mercato/of_jupyter")))
                      .isInstanceOf(AccessControlException.class);
                  files.close();
                  return null;
                });
  }

  @Test
  void bothEnginesComputeTheSameFingerprints() throws SQLException {
    TableFingerprint fingerprint = Answers.fingerprint(spark, "probe.everything");
    List<String> bySpark = Answers.bySpark(spark.sql(fingerprint.sql())).get(0);
    List<String> byHive = hive.rows(fingerprint.sql()).get(0);

    assertThat(fingerprint.differences("Spark", bySpark, "HiveServer2", byHive)).isEmpty();
    assertThat(bySpark.get(0)).isEqualTo("1000");
  }
}
