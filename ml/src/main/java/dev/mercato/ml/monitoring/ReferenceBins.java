package dev.mercato.ml.monitoring;

import static org.apache.spark.sql.functions.col;

import dev.mercato.ml.TooLittleDataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What columns were like when a model learnt from them, kept with the model to compare with later.
 *
 * @param rows how many rows there were
 * @param columns by name, in the order in which they were given
 */
public record ReferenceBins(long rows, Map<String, Reference> columns) {
  /** Quantiles off by so small a share of the rows make bins as good as exact ones. */
  private static final double QUANTILE_ERROR = 0.002;

  /**
   * With less than this part of a fair share of the rows, the smallest value is no bin of its own.
   */
  private static final double THIN = 0.2;

  /** The edges of a column with two values, such as a flag: each of them is worth a bin. */
  private static final int FEW_EDGES = 3;

  /**
   * One column.
   *
   * @param shares the share of all rows that was in each bin, in order
   * @param nulls the share without a value
   */
  public record Reference(ColumnBins bins, List<Double> shares, double nulls) {
    public Reference {
      shares = List.copyOf(shares);
    }

    /** Rows by bin, and last those without a value. */
    List<Long> counts(long rows) {
      List<Long> counts = new ArrayList<>();
      shares.forEach(share -> counts.add(Math.round(share * rows)));
      counts.add(Math.round(nulls * rows));
      return counts;
    }

    static Reference of(ColumnBins bins, List<Long> counts, long rows) {
      List<Double> shares = counts.stream().map(count -> (double) count / rows).toList();
      int last = shares.size() - 1;
      return new Reference(bins, shares.subList(0, last), shares.get(last));
    }
  }

  public ReferenceBins {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * Bins that each hold about as many rows; for words, their most frequent values. Numbers take two
   * passes over the rows together, words one more each: cache what is expensive.
   *
   * @param columns of numbers, of truth values or of words
   * @throws TooLittleDataException if there are no rows
   */
  public static ReferenceBins of(Dataset<Row> features, List<String> columns, int bins) {
    Map<String, ColumnBins> chosen = choose(features, columns, bins);
    Map<String, List<Long>> counts = BinCounts.of(features, chosen);
    long rows = rows(counts);
    if (rows == 0) {
      throw new TooLittleDataException(
          "There are no rows to remember the columns %s by: load more days, or take another cut."
              .formatted(columns));
    }
    Map<String, Reference> references = new LinkedHashMap<>();
    chosen.forEach(
        (name, column) -> references.put(name, reference(column, counts.get(name), rows, bins)));
    return new ReferenceBins(rows, references);
  }

  /**
   * How far each column has moved.
   *
   * @throws TooLittleDataException if there are no rows now
   */
  public Map<String, PopulationStability> drift(Dataset<Row> now) {
    Map<String, ColumnBins> bins = new LinkedHashMap<>();
    columns.forEach((name, reference) -> bins.put(name, reference.bins()));
    Map<String, List<Long>> counts = BinCounts.of(now, bins);
    if (rows(counts) == 0) {
      throw new TooLittleDataException(
          "There are no rows to compare with what the model has learnt from: load newer days.");
    }
    Map<String, PopulationStability> drift = new LinkedHashMap<>();
    columns.forEach(
        (name, reference) ->
            drift.put(name, PopulationStability.of(reference.counts(rows), counts.get(name))));
    return drift;
  }

  private static Map<String, ColumnBins> choose(
      Dataset<Row> features, List<String> columns, int bins) {
    List<String> numbers = columns.stream().filter(name -> !isText(features, name)).toList();
    double[] ranks = new double[bins];
    for (int i = 0; i < bins; i++) {
      ranks[i] = (double) i / bins;
    }
    double[][] quantiles =
        features
            .select(
                numbers.stream()
                    .map(name -> col("`" + name + "`").cast("double").as(name))
                    .toArray(Column[]::new))
            .stat()
            .approxQuantile(numbers.toArray(String[]::new), ranks, QUANTILE_ERROR);
    Map<String, ColumnBins> chosen = new LinkedHashMap<>();
    for (String name : columns) {
      chosen.put(
          name,
          numbers.contains(name)
              ? ranges(quantiles[numbers.indexOf(name)])
              : frequent(features, name, bins));
    }
    return chosen;
  }

  private static boolean isText(Dataset<Row> features, String name) {
    return features.schema().apply(name).dataType().equals(DataTypes.StringType);
  }

  /** One bin is for what is smaller than all that there was. */
  private static ColumnBins ranges(double[] quantiles) {
    TreeSet<Double> edges = new TreeSet<>();
    for (double quantile : quantiles) {
      // So that -0.0 is no edge of its own
      edges.add(quantile + 0.0);
    }
    if (!edges.isEmpty()) {
      edges.add(Math.nextDown(edges.first()));
    }
    return new ColumnBins.Ranges(List.copyOf(edges));
  }

  private static ColumnBins frequent(Dataset<Row> features, String name, int bins) {
    return new ColumnBins.Values(
        features
            .select(col("`" + name + "`").as("value"))
            .where(col("value").isNotNull())
            .groupBy("value")
            .count()
            .orderBy(col("count").desc(), col("value"))
            .limit(bins)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList());
  }

  /**
   * The smallest value is a bin of its own where many rows have it, as zero often is; of a
   * continuous column it is one row, and joins the bin above with what is smaller still.
   */
  private static Reference reference(ColumnBins bins, List<Long> counts, long rows, int wanted) {
    if (bins instanceof ColumnBins.Ranges ranges
        && ranges.edges().size() > FEW_EDGES
        && counts.get(1) < THIN * rows / wanted) {
      List<Long> joined = new ArrayList<>(counts.subList(2, counts.size()));
      joined.set(0, counts.get(0) + counts.get(1) + counts.get(2));
      List<Double> edges = ranges.edges().subList(2, ranges.edges().size());
      return Reference.of(new ColumnBins.Ranges(edges), joined, rows);
    }
    return Reference.of(bins, counts, rows);
  }

  private static long rows(Map<String, List<Long>> counts) {
    return counts.values().stream()
        .findFirst()
        .map(column -> column.stream().mapToLong(Long::longValue).sum())
        .orElse(0L);
  }
}
