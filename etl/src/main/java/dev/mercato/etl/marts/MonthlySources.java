package dev.mercato.etl.marts;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The months that each kind of monthly mart should have, and what each month is made from.
 *
 * @param orders the partitions of {@code transactions}
 * @param events the partitions of {@code clickstream}
 * @param catalogue which state of the products is used
 */
record MonthlySources(Facts orders, Facts events, String catalogue) {
  /** To be raised when a mart's rows change although its sources do not. */
  private static final String DEFINITION = "2";

  /** Of marts made from orders. */
  SortedMap<YearMonth, Sources> ofOrders() {
    SortedMap<YearMonth, Sources> wanted = new TreeMap<>();
    for (YearMonth month : orderMonths()) {
      wanted.put(month, new Sources(orderStates(month)));
    }
    return wanted;
  }

  /** Of marts made from events. */
  SortedMap<YearMonth, Sources> ofEvents() {
    SortedMap<YearMonth, Sources> wanted = new TreeMap<>();
    for (YearMonth month : events.months()) {
      wanted.put(month, new Sources(eventStates(month)));
    }
    return wanted;
  }

  /** Of marts made from both. */
  SortedMap<YearMonth, Sources> ofBoth() {
    SortedSet<YearMonth> months = new TreeSet<>(orderMonths());
    months.addAll(events.months());
    SortedMap<YearMonth, Sources> wanted = new TreeMap<>();
    for (YearMonth month : months) {
      Map<Cause, String> states = orderStates(month);
      states.putAll(eventStates(month));
      wanted.put(month, new Sources(states));
    }
    return wanted;
  }

  /** The last loaded day; without any load a day before all orders. */
  LocalDate asOf() {
    return orders.lastDay().orElse(LocalDate.EPOCH);
  }

  /** Months with orders, and those up to the last loaded day in which orders may be reversed. */
  private SortedSet<YearMonth> orderMonths() {
    SortedSet<YearMonth> months = orders.months();
    if (!months.isEmpty()) {
      YearMonth last = YearMonth.from(asOf());
      for (YearMonth month = months.first(); !month.isAfter(last); month = month.plusMonths(1)) {
        if (orders.hasEarlier(month)) {
          months.add(month);
        }
      }
    }
    return months;
  }

  private Map<Cause, String> orderStates(YearMonth month) {
    LocalDate known = asOf().isBefore(month.atEndOfMonth()) ? asOf() : month.atEndOfMonth();
    Map<Cause, String> states = new EnumMap<>(Cause.class);
    states.put(Cause.DEFINITION, DEFINITION);
    states.put(Cause.ORDERS, orders.contents(month));
    states.put(Cause.EARLIER_ORDERS, orders.earlierContents(month));
    states.put(Cause.LAST_DAY, known.toString());
    states.put(Cause.CATALOGUE, catalogue);
    return states;
  }

  private Map<Cause, String> eventStates(YearMonth month) {
    Map<Cause, String> states = new EnumMap<>(Cause.class);
    states.put(Cause.DEFINITION, DEFINITION);
    states.put(Cause.EVENTS, events.contents(month));
    return states;
  }

  /** Of a mart made from all months of another, and from what else is given. */
  static Sources ofMonths(Map<YearMonth, Map<String, String>> months, Map<Cause, String> besides) {
    SortedMap<YearMonth, SortedMap<String, String>> sorted = new TreeMap<>();
    months.forEach((month, sources) -> sorted.put(month, new TreeMap<>(sources)));
    Map<Cause, String> states = new EnumMap<>(Cause.class);
    states.put(Cause.DEFINITION, DEFINITION);
    states.put(Cause.MONTHS, Facts.digest(sorted.toString()));
    states.putAll(besides);
    return new Sources(states);
  }
}
