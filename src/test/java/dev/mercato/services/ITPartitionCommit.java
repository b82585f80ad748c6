package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStatistics;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What a load relies on: the Hive 4 metastore takes several partitions in one call, or none. */
@OnHiveCluster
class ITPartitionCommit {
  private static final TableIdentifier TABLE =
      new TableIdentifier("facts", Option.apply("commits"));

  private static SparkSession spark;
  private static SessionCatalog catalog;
  private static HiveQueries hive;
  private static URI warehouse;
  private static CatalogStorageFormat tableStorage;

  @BeforeAll
  static void createTheTable(HiveCluster cluster) throws Exception {
    hive = HiveQueries.connect(cluster);
    spark = cluster.spark();
    catalog = ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().catalog();
    warehouse = URI.create(cluster.hdfs().uri() + "/warehouse/commits/facts");
    spark.sql("create database commits");
    spark.sql(
        "create external table commits.facts (id bigint)"
            + " partitioned by (event_month string, load_id string)"
            + " stored as parquet location '"
            + warehouse
            + "'");
    tableStorage = catalog.getTableMetadata(TABLE).storage();
  }

  @AfterAll
  static void closeTheConnection() throws SQLException {
    hive.close();
  }

  @Test
  void partitionsMadeInOneCallAreSeenByHiveServer2WithTheirParameters() throws SQLException {
    create(
        partition("2025-01", "first", written("first/01", 3), Map.of("mercato.rows", "3")),
        partition("2025-02", "first", written("first/02", 4), Map.of("mercato.rows", "4")));

    assertThat(
            hive.rows(
                "select event_month, count(*) from commits.facts where load_id = 'first'"
                    + " group by event_month order by event_month"))
        .containsExactly(List.of("2025-01", "3"), List.of("2025-02", "4"));
    assertThat(parameters("2025-01", "first")).containsEntry("mercato.rows", "3");
    assertThat(parameters("2025-02", "first")).containsEntry("mercato.rows", "4");
  }

  @Test
  void ifOneOfThePartitionsExistsNoneIsMade() throws SQLException {
    create(partition("2025-03", "second", written("second/03", 1), Map.of()));

    assertThatThrownBy(
            () ->
                create(
                    partition("2025-01", "second", written("second/01", 1), Map.of()),
                    partition("2025-03", "second", written("second/03-again", 1), Map.of()),
                    partition("2025-04", "second", written("second/04", 1), Map.of())))
        .hasMessageContaining("PARTITIONS_ALREADY_EXIST");

    assertThat(hive.rows("show partitions commits.facts partition (load_id='second')"))
        .containsExactly(List.of("event_month=2025-03/load_id=second"));
  }

  @Test
  void partitionsAreRepointedInOneCallThatReplacesAllParameters() throws SQLException {
    create(
        partition("2025-01", "third", written("third/01", 5), Map.of("mercato.a", "old")),
        partition("2025-02", "third", written("third/02", 6), Map.of("mercato.a", "old")));

    alter(
        partition("2025-01", "third", written("third/01-new", 7), Map.of("mercato.b", "new")),
        partition("2025-02", "third", written("third/02-new", 8), Map.of("mercato.b", "new")));

    assertThat(
            hive.rows(
                "select event_month, count(*) from commits.facts where load_id = 'third'"
                    + " group by event_month order by event_month"))
        .containsExactly(List.of("2025-01", "7"), List.of("2025-02", "8"));
    assertThat(parameters("2025-01", "third"))
        .containsEntry("mercato.b", "new")
        .doesNotContainKey("mercato.a");
  }

  @Test
  void ifOneOfThePartitionsIsMissingNoneIsRepointed() throws SQLException {
    URI old = written("fourth/01", 2);
    create(partition("2025-01", "fourth", old, Map.of("mercato.a", "old")));

    assertThatThrownBy(
            () ->
                alter(
                    partition("2025-01", "fourth", written("fourth/01-new", 9), Map.of()),
                    partition("2025-12", "fourth", written("fourth/12", 9), Map.of())))
        .isInstanceOf(Exception.class);

    assertThat(read("2025-01", "fourth").storage().locationUri().get()).isEqualTo(old);
    assertThat(parameters("2025-01", "fourth")).containsEntry("mercato.a", "old");
  }

  @Test
  void aParameterMayBeFourThousandCharactersLong() {
    String longest = "x".repeat(4000);
    create(partition("2025-01", "fifth", written("fifth/01", 1), Map.of("mercato.ids.0", longest)));

    assertThat(parameters("2025-01", "fifth")).containsEntry("mercato.ids.0", longest);
  }

  private static void create(CatalogTablePartition... partitions) {
    catalog.createPartitions(TABLE, sequence(partitions), false);
  }

  private static void alter(CatalogTablePartition... partitions) {
    catalog.alterPartitions(TABLE, sequence(partitions));
  }

  private static CatalogTablePartition partition(
      String month, String load, URI location, Map<String, String> parameters) {
    CatalogStorageFormat storage =
        new CatalogStorageFormat(
            Option.apply(location),
            tableStorage.inputFormat(),
            tableStorage.outputFormat(),
            tableStorage.serde(),
            tableStorage.compressed(),
            tableStorage.properties());
    return new CatalogTablePartition(
        key(month, load),
        storage,
        immutable(parameters),
        System.currentTimeMillis(),
        -1L,
        Option.<CatalogStatistics>empty());
  }

  private static CatalogTablePartition read(String month, String load) {
    return catalog.getPartition(TABLE, key(month, load));
  }

  private static Map<String, String> parameters(String month, String load) {
    return CollectionConverters.asJava(read(month, load).parameters());
  }

  /** Writes that many rows to a folder of their own, which is returned. */
  private static URI written(String folder, int rows) {
    URI location = URI.create(warehouse + "/" + folder);
    spark.range(rows).repartition(1).write().parquet(location.toString());
    return location;
  }

  private static scala.collection.immutable.Map<String, String> key(String month, String load) {
    Map<String, String> key = new LinkedHashMap<>();
    key.put("event_month", month);
    key.put("load_id", load);
    return immutable(key);
  }

  private static scala.collection.immutable.Map<String, String> immutable(Map<String, String> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }

  private static scala.collection.immutable.Seq<CatalogTablePartition> sequence(
      CatalogTablePartition... partitions) {
    return CollectionConverters.asScala(List.of(partitions)).toSeq();
  }
}
