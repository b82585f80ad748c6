package dev.mercato.simulator.walk;

import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.users.Population;

/**
 * The taste of the user who is walked through, drawn only once a product is wanted. Not
 * thread-safe.
 */
final class Interests {

  private final Population population;
  private final double[] cumulated = new double[Clusters.COUNT];
  private long userKey;
  private boolean drawn;

  Interests(Population population) {
    this.population = population;
  }

  /** Turns to another user. */
  void restart(long key) {
    userKey = key;
    drawn = false;
  }

  /** The cluster at a uniform number in [0, 1). */
  int cluster(double u) {
    if (!drawn) {
      draw();
    }
    int cluster = 0;
    while (u >= cumulated[cluster]) {
      cluster++;
    }
    return cluster;
  }

  private void draw() {
    population.taste(userKey, cumulated);
    for (int k = 1; k < Clusters.COUNT; k++) {
      cumulated[k] += cumulated[k - 1];
    }
    cumulated[Clusters.COUNT - 1] = 1;
    drawn = true;
  }
}
