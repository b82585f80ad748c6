package dev.mercato.generator.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of the truth, which is no part of the shop's tables. */
final class TruthSchemas {

  private static final DataType WEIGHTS = DataTypes.createArrayType(DataTypes.DoubleType);

  /** Rates are by day; what each means stands with the simulator's priors. Taste adds up to 1. */
  static final StructType USERS =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("lambda", DataTypes.DoubleType)
          .add("mu", DataTypes.DoubleType)
          .add("conversion", DataTypes.DoubleType)
          .add("signup_at", DataTypes.TimestampType)
          .add("lifetime_end", DataTypes.TimestampType)
          .add("taste", WEIGHTS);

  /** P(product | cluster) over the whole catalogue, without season. */
  static final StructType PRODUCTS =
      new StructType().add("product_id", DataTypes.LongType).add("cluster_probabilities", WEIGHTS);

  private TruthSchemas() {}
}
