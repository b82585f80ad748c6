package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Forecasts the churn rate of those learnt from who had about the same value of one number. */
record BinnedRule(ToDoubleFunction<Customer> evidence, NavigableMap<Double, Double> rates) {

  private static final int BINS = 60;

  static BinnedRule learn(List<Customer> customers, ToDoubleFunction<Customer> evidence) {
    List<Customer> ordered = new ArrayList<>(customers);
    ordered.sort((a, b) -> Double.compare(evidence.applyAsDouble(a), evidence.applyAsDouble(b)));
    NavigableMap<Double, Double> rates = new TreeMap<>();
    int from = 0;
    while (from < ordered.size()) {
      int to = Math.min(ordered.size(), from + ordered.size() / BINS);
      double last = evidence.applyAsDouble(ordered.get(to - 1));
      while (to < ordered.size() && evidence.applyAsDouble(ordered.get(to)) == last) {
        to++;
      }
      long churned = ordered.subList(from, to).stream().filter(Customer::churned).count();
      rates.put(evidence.applyAsDouble(ordered.get(from)), (churned + 0.5) / (to - from + 1));
      from = to;
    }
    return new BinnedRule(evidence, rates);
  }

  double churn(Customer customer) {
    var bin = rates.floorEntry(evidence.applyAsDouble(customer));
    return bin == null ? rates.firstEntry().getValue() : bin.getValue();
  }
}
