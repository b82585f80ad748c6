package dev.mercato.generator.source;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Found by Spark under the name {@code mercato}; for its options see {@link SourceOptions}. */
public final class MercatoSource implements TableProvider, DataSourceRegister {

  @Override
  public String shortName() {
    return "mercato";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SourceOptions.of(options).table().schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new SourceTable(SourceOptions.of(new CaseInsensitiveStringMap(properties)));
  }
}
