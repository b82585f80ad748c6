package dev.mercato.etl.report.section;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What the sections read: the shop's tables and marts, and what stands beside the raw batches. */
public final class ShopData {
  private final JobContext context;
  private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

  public ShopData(JobContext context) {
    this.context = context;
  }

  /** A table's rows; none if it has not been made yet. */
  public Dataset<Row> rows(Table table) {
    String name = "`%s`.`%s`".formatted(context.settings().database(), table.name());
    SparkSession spark = context.spark();
    return spark.catalog().tableExists(name)
        ? spark.table(name)
        : spark.createDataFrame(List.of(), schema(table));
  }

  /** What a query finds that several sections go by: the first to want it asks. */
  <T> T shared(Class<T> type, Function<ShopData, T> query) {
    return type.cast(found.computeIfAbsent(type, unasked -> query.apply(this)));
  }

  private static StructType schema(Table table) {
    StructType schema = table.fileSchema();
    for (String part : table.partitionColumns()) {
      schema = schema.add(part, DataTypes.StringType);
    }
    return schema;
  }

  /** The batches of the raw zone, the earliest first. */
  public List<RawManifest> batches() {
    return context.rawZone().batches();
  }

  /** The file that holds what a batch reached beside its targets, if it has one. */
  Optional<CalibrationFile> calibration(RawManifest batch) {
    Path file = new Path(context.rawZone().location(), "calibration/" + batch.batch() + ".json");
    return CalibrationFile.at(file, context.spark().sparkContext().hadoopConfiguration());
  }
}
