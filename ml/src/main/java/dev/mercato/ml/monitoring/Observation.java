package dev.mercato.ml.monitoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of one model.
 *
 * @param drift of features, scores and labels, by name
 * @param performance how good it has turned out to be since it was tested, as far as that is known
 */
public record Observation(Map<String, PopulationStability> drift, List<LaterFigure> performance) {
  public Observation {
    drift = Collections.unmodifiableMap(new LinkedHashMap<>(drift));
    performance = List.copyOf(performance);
  }
}
