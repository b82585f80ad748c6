package dev.mercato.ml.churn.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * MLlib's random forest. A feature's contribution is what the splits on it change along the paths
 * of a customer through the trees (Saabas 2014), stretched so that the sum is the log odds.
 */
public final class Forest implements ChurnModel {
  private static final long serialVersionUID = 1L;
  private static final int BINS = 32;
  private static final int FEWEST_A_LEAF = 20;
  private static final int MEMORY_MB = 1024;
  private static final long SEED = 20_250_101L;
  private static final double SURE = 1e-6;

  /** A tree in arrays: node i splits on feature[i] at threshold[i], or is a leaf if that is -1. */
  private static final class Tree implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] feature;
    private final double[] threshold;
    private final int[] left;
    private final int[] right;
    private final double[] churn;

    Tree(int nodes) {
      this.feature = new int[nodes];
      this.threshold = new double[nodes];
      this.left = new int[nodes];
      this.right = new int[nodes];
      this.churn = new double[nodes];
    }
  }

  private final List<Tree> trees;
  private final int features;

  private Forest(List<Tree> trees, int features) {
    this.trees = trees;
    this.features = features;
  }

  /** The same trees, laid out for scoring. */
  public static Forest of(RandomForestClassificationModel model) {
    List<Tree> trees = new ArrayList<>();
    for (DecisionTreeClassificationModel tree : model.trees()) {
      trees.add(new TreeLayout(tree.rootNode()).tree());
    }
    return new Forest(trees, model.numFeatures());
  }

  /**
   * Trains MLlib's forest.
   *
   * @param examples features (a vector) and churned, persisted
   */
  public static RandomForestClassificationModel train(Dataset<Row> examples, int trees, int depth) {
    return new RandomForestClassifier()
        .setLabelCol("churned")
        .setFeaturesCol("features")
        .setNumTrees(trees)
        .setMaxDepth(depth)
        .setMaxBins(BINS)
        .setMinInstancesPerNode(FEWEST_A_LEAF)
        .setFeatureSubsetStrategy("sqrt")
        .setSubsamplingRate(0.5)
        .setMaxMemoryInMB(MEMORY_MB)
        .setSeed(SEED)
        .fit(examples);
  }

  @Override
  public double[][] contributions(double[][] rows) {
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = contributions(rows[i]);
    }
    return result;
  }

  private double[] contributions(double[] row) {
    double[] shares = new double[features + 1];
    double base = 0;
    double whole = 0;
    for (Tree tree : trees) {
      int node = 0;
      base += tree.churn[0];
      while (tree.feature[node] >= 0) {
        int feature = tree.feature[node];
        int next = row[feature] <= tree.threshold[node] ? tree.left[node] : tree.right[node];
        shares[feature] += tree.churn[next] - tree.churn[node];
        node = next;
      }
      whole += tree.churn[node];
    }
    double mean = logOdds(base / trees.size());
    double odds = logOdds(whole / trees.size());
    double stretch = whole == base ? 0 : (odds - mean) / (whole - base);
    for (int feature = 0; feature < features; feature++) {
      shares[feature] *= stretch;
    }
    shares[features] = mean;
    return shares;
  }

  private static double logOdds(double probability) {
    double p = Math.min(1 - SURE, Math.max(SURE, probability));
    return Math.log(p / (1 - p));
  }

  /** Lays out MLlib's nodes in arrays. */
  private static final class TreeLayout {
    private final List<Node> nodes = new ArrayList<>();
    private final List<int[]> children = new ArrayList<>();

    TreeLayout(Node root) {
      place(root);
    }

    private int place(Node node) {
      int index = nodes.size();
      nodes.add(node);
      int[] below = new int[2];
      children.add(below);
      if (node instanceof InternalNode split) {
        below[0] = place(split.leftChild());
        below[1] = place(split.rightChild());
      }
      return index;
    }

    Tree tree() {
      int size = nodes.size();
      Tree tree = new Tree(size);
      for (int i = 0; i < size; i++) {
        double[] counts = nodes.get(i).impurityStats().stats();
        tree.churn[i] = counts[1] / (counts[0] + counts[1]);
        tree.feature[i] = -1;
        if (nodes.get(i) instanceof InternalNode split) {
          tree.feature[i] = split.split().featureIndex();
          tree.threshold[i] = ((ContinuousSplit) split.split()).threshold();
          tree.left[i] = children.get(i)[0];
          tree.right[i] = children.get(i)[1];
        }
      }
      return tree;
    }
  }
}
