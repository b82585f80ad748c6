package dev.mercato.ml.churn.learn;

/** What can learn churn. */
public enum Algorithm {
  XGBOOST("xgboost", "XGBoost"),
  FOREST("forest", "random forest"),
  LOGISTIC("logistic", "logistic regression");

  private final String label;
  private final String words;

  Algorithm(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** Its name in files and metrics. */
  public String label() {
    return label;
  }

  /** Its name on a page. */
  public String words() {
    return words;
  }

  /** The one with a label. */
  public static Algorithm of(String label) {
    for (Algorithm algorithm : values()) {
      if (algorithm.label.equals(label)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("No algorithm is called " + label);
  }
}
