package dev.mercato.simulator.reference.recommendation;

import java.util.List;
import java.util.Random;

/**
 * The posterior mean of a mixture's shares by collapsed Gibbs sampling (Griffiths and Steyvers,
 * "Finding scientific topics", PNAS 101, 2004, with the components known): right in the limit, slow
 * and random.
 */
record GibbsSampler(double alpha, int sweeps) {

  /** The mean, given each draw's probability under each component. */
  double[] posteriorMean(List<double[]> draws, Random random) {
    int clusters = ClusterTable.CLUSTERS;
    int[] assigned = new int[draws.size()];
    double[] counts = new double[clusters];
    for (int i = 0; i < assigned.length; i++) {
      assigned[i] = draw(draws.get(i), counts, random);
      counts[assigned[i]]++;
    }
    double[] mean = new double[clusters];
    int burnIn = sweeps / 5;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int i = 0; i < assigned.length; i++) {
        counts[assigned[i]]--;
        assigned[i] = draw(draws.get(i), counts, random);
        counts[assigned[i]]++;
      }
      for (int k = 0; k < clusters && sweep >= burnIn; k++) {
        mean[k] += (alpha + counts[k]) / (clusters * alpha + draws.size()) / (sweeps - burnIn);
      }
    }
    return mean;
  }

  private int draw(double[] components, double[] counts, Random random) {
    double sum = 0;
    for (int k = 0; k < counts.length; k++) {
      sum += components[k] * (alpha + counts[k]);
    }
    double rest = random.nextDouble() * sum;
    int k = 0;
    while (k < counts.length - 1) {
      rest -= components[k] * (alpha + counts[k]);
      if (rest < 0) {
        break;
      }
      k++;
    }
    return k;
  }
}
