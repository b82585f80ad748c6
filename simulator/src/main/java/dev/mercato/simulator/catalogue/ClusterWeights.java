package dev.mercato.simulator.catalogue;

import java.util.Arrays;

/** One number for each taste cluster. Immutable. */
public final class ClusterWeights {

  private final double[] weights;

  private ClusterWeights(double[] weights) {
    this.weights = weights;
  }

  /** A copy of {@link Clusters#COUNT} numbers. */
  public static ClusterWeights of(double... weights) {
    if (weights.length != Clusters.COUNT) {
      throw new IllegalArgumentException(
          "Cannot weigh " + Clusters.COUNT + " clusters by " + weights.length + " numbers");
    }
    return new ClusterWeights(weights.clone());
  }

  /** The number of a cluster, 0 to {@code Clusters.COUNT - 1}. */
  public double get(int cluster) {
    return weights[cluster];
  }

  /** A copy, by cluster. */
  public double[] toArray() {
    return weights.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterWeights that && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return Arrays.toString(weights);
  }
}
