package dev.mercato.ml.recommend.rank;

import dev.mercato.core.settings.RecommendSettings;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Matrix factors, to which the logarithm of popularity may be added. A user's own factors are
 * solved from what the user did, given those of the items: the last half step of alternating least
 * squares (Hu, Koren and Volinsky 2008), so that a user who came after the training has factors,
 * too, and everyone's are up to date.
 */
public final class FactorScorer implements ItemScorer {
  private static final long serialVersionUID = 1L;

  private final int rank;
  private final float[][] byFactor;
  private final double[][] gram;
  private final float[] bonus;
  private final double regularization;
  private final double confidence;

  /**
   * @param factors of each item; null for items without
   * @param popularityWeight what an item's log popularity adds to its score
   */
  public FactorScorer(
      float[][] factors,
      ItemCatalogue catalogue,
      RecommendSettings.Factorization settings,
      double popularityWeight) {
    this.rank = settings.rank();
    this.regularization = settings.regularization();
    this.confidence = settings.confidence();
    this.byFactor = new float[rank][factors.length];
    this.bonus = new float[factors.length];
    for (int item = 0; item < factors.length; item++) {
      for (int k = 0; k < rank && factors[item] != null; k++) {
        byFactor[k][item] = factors[item][k];
      }
      bonus[item] = (float) (popularityWeight * Math.log1p(catalogue.popularity(item)));
    }
    this.gram = new double[rank][rank];
    for (int j = 0; j < rank; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int item = 0; item < factors.length; item++) {
          sum += (double) byFactor[j][item] * byFactor[k][item];
        }
        gram[j][k] = sum;
        gram[k][j] = sum;
      }
    }
  }

  @Override
  public void score(UserProfile user, float[] scores) {
    score(factors(user), scores);
  }

  /** Scores for factors of a user. */
  public void score(double[] factors, float[] scores) {
    System.arraycopy(bonus, 0, scores, 0, scores.length);
    for (int k = 0; k < rank; k++) {
      float factor = (float) factors[k];
      float[] items = byFactor[k];
      for (int item = 0; item < scores.length; item++) {
        scores[item] += factor * items[item];
      }
    }
  }

  /** A user's factors: those that fit what the user did best, given the items'. */
  public double[] factors(UserProfile user) {
    if (user.size() == 0) {
      return new double[rank];
    }
    double[][] normal = new double[rank][];
    for (int j = 0; j < rank; j++) {
      normal[j] = gram[j].clone();
      normal[j][j] += regularization * user.size();
    }
    double[] right = new double[rank];
    double[] item = new double[rank];
    for (int i = 0; i < user.size(); i++) {
      double extra = confidence * user.weight(i);
      for (int k = 0; k < rank; k++) {
        item[k] = byFactor[k][user.item(i)];
        right[k] += (1 + extra) * item[k];
      }
      for (int j = 0; j < rank; j++) {
        double scaled = extra * item[j];
        double[] row = normal[j];
        for (int k = 0; k < rank; k++) {
          row[k] += scaled * item[k];
        }
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-9, 1e-12)
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  /** Without what popularity adds. */
  public FactorScorer withoutPopularity() {
    FactorScorer plain = new FactorScorer(this);
    Arrays.fill(plain.bonus, 0);
    return plain;
  }

  private FactorScorer(FactorScorer other) {
    this.rank = other.rank;
    this.byFactor = other.byFactor;
    this.gram = other.gram;
    this.bonus = other.bonus.clone();
    this.regularization = other.regularization;
    this.confidence = other.confidence;
  }
}
