package dev.mercato.ml.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.settings.MonitorSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far all that was watched has moved, the farthest first. */
public record DriftReport(List<Row> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAST_WIDTH = 7;

  /**
   * One thing that was watched.
   *
   * @param subject such as {@code churn/recency_days}
   * @param noise the standard deviation of the index where nothing has moved
   */
  public record Row(String subject, double index, double noise, DriftLevel level) {}

  public DriftReport {
    rows =
        rows.stream()
            .sorted(Comparator.comparingDouble(Row::index).reversed().thenComparing(Row::subject))
            .toList();
  }

  /**
   * A report of one model.
   *
   * @param prefix what stands before the columns' names
   */
  public static DriftReport of(
      String prefix, Map<String, PopulationStability> drift, MonitorSettings settings) {
    List<Row> rows = new ArrayList<>();
    drift.forEach(
        (name, stability) ->
            rows.add(
                new Row(
                    prefix + name,
                    stability.index(),
                    stability.noise(),
                    DriftLevel.of(stability, settings))));
    return new DriftReport(rows);
  }

  /** This report with another's rows. */
  public DriftReport and(DriftReport other) {
    List<Row> all = new ArrayList<>(rows);
    all.addAll(other.rows());
    return new DriftReport(all);
  }

  /** The worst level there is; OK if nothing was watched. */
  public DriftLevel level() {
    return rows.stream().map(Row::level).max(Comparator.naturalOrder()).orElse(DriftLevel.OK);
  }

  /** A table, a line a row. */
  public String toText() {
    int width =
        rows.stream().mapToInt(row -> row.subject().length()).reduce(LEAST_WIDTH, Math::max);
    String format = "%-" + width + "s  %8s  %8s  %s%n";
    StringBuilder text = new StringBuilder();
    text.append(format.formatted("subject", "index", "noise", "level"));
    text.append(format.formatted("-".repeat(width), "-".repeat(8), "-".repeat(8), "-".repeat(8)));
    for (Row row : rows) {
      text.append(
          format.formatted(row.subject(), decimal(row.index()), decimal(row.noise()), row.level()));
    }
    return text.toString();
  }

  /** An object a line, with the keys subject, index, noise and level. */
  public String toJson() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      try {
        text.append(JSON.writeValueAsString(row)).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A row of plain values can be written", e);
      }
    }
    return text.toString();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
