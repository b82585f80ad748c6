package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The metastore calls that the protocol is built on, each of them one call there. The only class
 * that knows Spark's catalog and its Scala types.
 *
 * <p>Parameters are those that begin with {@code mercato.}: others are the metastore's own
 * statistics, which would be wrong at a new location and are dropped by every call that changes
 * one.
 */
final class Metastore {
  static final String PREFIX = "mercato.";

  private final SparkSession spark;
  private final String database;

  Metastore(SparkSession spark, String database) {
    this.spark = spark;
    this.database = database;
  }

  boolean hasDatabase() {
    return catalog().databaseExists(database);
  }

  /** The names of the database's tables. */
  Set<String> tables() {
    return CollectionConverters.asJava(catalog().listTables(database)).stream()
        .map(TableIdentifier::table)
        .collect(Collectors.toSet());
  }

  /** Where the table stands, or all its partitions do, whoever made them. */
  Set<Path> locations(Table table) {
    return table.partitionColumns().isEmpty()
        ? Set.of(placement(table).location())
        : partitions(table).stream()
            .map(partition -> partition.placement().location())
            .collect(Collectors.toSet());
  }

  /** Where the table stands and its parameters. */
  Placement placement(Table table) {
    CatalogTable definition = definition(table);
    return new Placement(location(definition.storage()), parameters(definition.properties()));
  }

  /** Points the table to another directory and replaces its parameters, in one call. */
  void place(Table table, Placement placement) {
    CatalogTable old = definition(table);
    Map<String, String> properties = new HashMap<>(placement.parameters());
    CollectionConverters.asJava(old.properties())
        .forEach(
            (key, value) -> {
              if (!key.startsWith(PREFIX) && !isStatistic(key)) {
                properties.put(key, value);
              }
            });
    catalog()
        .alterTable(
            old.copy(
                old.identifier(),
                old.tableType(),
                at(old.storage(), placement.location()),
                old.schema(),
                old.provider(),
                old.partitionColumnNames(),
                old.bucketSpec(),
                old.owner(),
                old.createTime(),
                old.lastAccessTime(),
                old.createVersion(),
                scalaMap(properties),
                Option.empty(),
                old.viewText(),
                old.comment(),
                old.collation(),
                old.unsupportedFeatures(),
                old.tracksPartitionsInCatalog(),
                old.schemaPreservesCase(),
                old.ignoredProperties(),
                old.viewOriginalText()));
    refresh(table);
  }

  List<StoredPartition> partitions(Table table) {
    return CollectionConverters.asJava(catalog().listPartitions(identifier(table), Option.empty()))
        .stream()
        .map(
            partition ->
                new StoredPartition(
                    Map.copyOf(CollectionConverters.asJava(partition.spec())),
                    new Placement(
                        location(partition.storage()), parameters(partition.parameters()))))
        .toList();
  }

  /** Makes all of the partitions or, if one of them exists already, none. */
  void create(Table table, List<StoredPartition> partitions) {
    catalog().createPartitions(identifier(table), scalaPartitions(table, partitions), false);
    refresh(table);
  }

  /** Changes locations and parameters of all of the partitions or, if one does not exist, none. */
  void alter(Table table, List<StoredPartition> partitions) {
    catalog().alterPartitions(identifier(table), scalaPartitions(table, partitions));
    refresh(table);
  }

  /** Drops partitions one by one: not atomic, so only for partitions that hold nothing. */
  void drop(Table table, List<StoredPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    Seq<scala.collection.immutable.Map<String, String>> specs =
        scalaSeq(partitions.stream().map(partition -> scalaMap(partition.spec())).toList());
    catalog().dropPartitions(identifier(table), specs, true, false, true);
    refresh(table);
  }

  /** Makes this session forget what it has cached of the table. */
  private void refresh(Table table) {
    spark.catalog().refreshTable(name(table));
  }

  /** The table's name as SQL takes it. */
  String name(Table table) {
    return "`%s`.`%s`".formatted(database, table.name());
  }

  private SessionCatalog catalog() {
    return ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().catalog();
  }

  private CatalogTable definition(Table table) {
    try {
      return catalog().getTableMetadata(identifier(table));
    } catch (NoSuchNamespaceException | NoSuchTableException e) {
      throw MercatoException.failed(
          "There is no table %s yet: load something first.".formatted(name(table)), e);
    }
  }

  private TableIdentifier identifier(Table table) {
    return new TableIdentifier(table.name(), Option.apply(database));
  }

  private Seq<CatalogTablePartition> scalaPartitions(
      Table table, List<StoredPartition> partitions) {
    CatalogStorageFormat storage = definition(table).storage();
    long now = System.currentTimeMillis();
    return scalaSeq(
        partitions.stream()
            .map(
                partition ->
                    new CatalogTablePartition(
                        scalaMap(partition.spec()),
                        at(storage, partition.placement().location()),
                        scalaMap(partition.placement().parameters()),
                        now,
                        -1L,
                        Option.empty()))
            .toList());
  }

  private static CatalogStorageFormat at(CatalogStorageFormat storage, Path location) {
    return storage.copy(
        Option.apply(location.toUri()),
        storage.inputFormat(),
        storage.outputFormat(),
        storage.serde(),
        storage.compressed(),
        storage.properties());
  }

  private static Path location(CatalogStorageFormat storage) {
    return new Path(storage.locationUri().get());
  }

  private static Map<String, String> parameters(
      scala.collection.immutable.Map<String, String> all) {
    Map<String, String> own = new HashMap<>();
    CollectionConverters.asJava(all)
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                own.put(key, value);
              }
            });
    return Map.copyOf(own);
  }

  private static boolean isStatistic(String key) {
    return switch (key) {
      case "numFiles",
          "numRows",
          "rawDataSize",
          "totalSize",
          "numFilesErasureCoded",
          "COLUMN_STATS_ACCURATE",
          "transient_lastDdlTime" ->
          true;
      default -> key.startsWith("spark.sql.statistics.");
    };
  }

  private static <T> Seq<T> scalaSeq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }

  /** Where data stands and what is written down about it. */
  record Placement(Path location, Map<String, String> parameters) {
    Placement {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * A partition.
   *
   * @param spec the partition columns' values
   */
  record StoredPartition(Map<String, String> spec, Placement placement) {
    StoredPartition {
      spec = Map.copyOf(spec);
    }

    StoredPartition at(Path location, Map<String, String> parameters) {
      return new StoredPartition(spec, new Placement(location, parameters));
    }
  }
}
