package dev.mercato.ml.monitoring;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.apache.spark.sql.Column;

/** Into which bins a column's values fall. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ColumnBins.Ranges.class, name = "ranges"),
  @JsonSubTypes.Type(value = ColumnBins.Values.class, name = "values")
})
public sealed interface ColumnBins {

  /** The bin of each value of a column, from 0; null for none and for what is not a number. */
  Column binOf(Column column);

  /** How many bins there are for values that are not null. */
  int count();

  /**
   * Numbers: a bin up to each edge, itself included, and one above all.
   *
   * @param edges in ascending order, each once
   */
  record Ranges(List<Double> edges) implements ColumnBins {
    public Ranges {
      edges = List.copyOf(edges);
    }

    @Override
    public Column binOf(Column column) {
      Column number = column.cast("double");
      Column above = lit(0);
      for (double edge : edges) {
        above = above.plus(number.gt(edge).cast("int"));
      }
      return when(number.isNotNull().and(not(isnan(number))), above);
    }

    @Override
    public int count() {
      return edges.size() + 1;
    }
  }

  /** Words: a bin for each of some, and one for all others, which comes first. */
  record Values(List<String> values) implements ColumnBins {
    public Values {
      values = List.copyOf(values);
    }

    @Override
    public Column binOf(Column column) {
      Column known = array(values.stream().map(value -> lit(value)).toArray(Column[]::new));
      return values.isEmpty()
          ? when(column.isNotNull(), lit(0))
          : array_position(known, column).cast("int");
    }

    @Override
    public int count() {
      return values.size() + 1;
    }
  }
}
