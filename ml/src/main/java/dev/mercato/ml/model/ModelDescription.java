package dev.mercato.ml.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training job tells of the model that it made.
 *
 * @param algorithm which of those compared it uses
 * @param settings all that fixed the training, by the settings' keys
 * @param loads what was loaded, each as TABLE/LOAD: the snapshot of the data
 * @param metrics figures by stable names; a figure that does not apply is absent
 * @param features the columns it takes, in order
 */
public record ModelDescription(
    String algorithm,
    Map<String, String> settings,
    TrainingWindow window,
    List<String> loads,
    Map<String, Double> metrics,
    List<Feature> features) {
  public ModelDescription {
    settings = new TreeMap<>(settings);
    loads = List.copyOf(loads);
    metrics = new TreeMap<>(metrics);
    features = List.copyOf(features);
  }
}
