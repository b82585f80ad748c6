package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Forecasts the churn rate of those learnt from who had about the same value of one number. */
record BinnedRule(ToDoubleFunction<Customer> evidence, NavigableMap<Double, Double> rates) {

  private static final int BINS = 60;

  private record Example(double value, boolean churned) {}

  static BinnedRule learn(List<Customer> customers, ToDoubleFunction<Customer> evidence) {
    List<Example> examples =
        customers.stream()
            .map(customer -> new Example(evidence.applyAsDouble(customer), customer.churned()))
            .sorted(Comparator.comparingDouble(Example::value))
            .toList();
    NavigableMap<Double, Double> rates = new TreeMap<>();
    int from = 0;
    while (from < examples.size()) {
      int to = Math.min(examples.size(), from + Math.max(1, examples.size() / BINS));
      double last = examples.get(to - 1).value();
      while (to < examples.size() && examples.get(to).value() == last) {
        to++;
      }
      long churned = examples.subList(from, to).stream().filter(Example::churned).count();
      rates.put(examples.get(from).value(), (churned + 0.5) / (to - from + 1));
      from = to;
    }
    return new BinnedRule(evidence, rates);
  }

  double churn(Customer customer) {
    var bin = rates.floorEntry(evidence.applyAsDouble(customer));
    return bin == null ? rates.firstEntry().getValue() : bin.getValue();
  }
}
