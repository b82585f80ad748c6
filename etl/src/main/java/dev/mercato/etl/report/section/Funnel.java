package dev.mercato.etl.report.section;

import dev.mercato.etl.report.section.VisitDays.VisitDay;
import dev.mercato.page.html.Figures;
import dev.mercato.page.plot.Series;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far visits go.
 *
 * @param devices the most used first
 * @param conversion the share of sessions that bought, piece by piece
 */
record Funnel(Reached all, List<Reached> devices, Timeline timeline, Series conversion) {
  private static final int MOST_DEVICES = 8;

  /** Visits, and how many of them reached each step. */
  record Reached(
      String name, long sessions, long viewed, long carted, long checkedOut, long bought) {

    List<Long> steps() {
      return List.of(sessions, viewed, carted, checkedOut, bought);
    }

    /** Both together, under this one's name. */
    Reached plus(Reached other) {
      return new Reached(
          name,
          sessions + other.sessions,
          viewed + other.viewed,
          carted + other.carted,
          checkedOut + other.checkedOut,
          bought + other.bought);
    }
  }

  Funnel {
    devices = List.copyOf(devices);
  }

  /** What {@code funnel_daily} holds, if anything. */
  static Optional<Funnel> of(ShopData data) {
    VisitDays visits = VisitDays.of(data);
    List<LocalDate> days = visits.days().stream().map(VisitDay::day).sorted().toList();
    if (days.isEmpty()) {
      return Optional.empty();
    }
    Timeline timeline = Timeline.of(days.get(0), days.get(days.size() - 1));
    return Optional.of(
        new Funnel(visits.all(), devices(visits), timeline, conversion(visits, timeline)));
  }

  private static List<Reached> devices(VisitDays visits) {
    Map<String, Reached> byName = new TreeMap<>();
    for (VisitDay visit : visits.days()) {
      byName.merge(visit.reached().name(), visit.reached(), Reached::plus);
    }
    return byName.values().stream()
        .sorted(Comparator.comparingLong(Reached::sessions).reversed())
        .limit(MOST_DEVICES)
        .toList();
  }

  private static Series conversion(VisitDays visits, Timeline timeline) {
    double[] sessions = timeline.zeros();
    double[] bought = timeline.zeros();
    for (VisitDay visit : visits.days()) {
      int piece = timeline.index(visit.day());
      sessions[piece] += visit.reached().sessions();
      bought[piece] += visit.reached().bought();
    }
    double[] conversion = timeline.zeros();
    Arrays.setAll(
        conversion,
        piece -> sessions[piece] == 0 ? Double.NaN : Figures.share(bought[piece], sessions[piece]));
    return Series.of(conversion);
  }
}
