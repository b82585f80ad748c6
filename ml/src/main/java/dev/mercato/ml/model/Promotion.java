package dev.mercato.ml.model;

import dev.mercato.ml.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a new version takes the champion's place: only if it is better on the newest cut by more
 * than the noise.
 *
 * @param promoted whether it did
 * @param gain how much better it was, higher being better; absent if there was nothing to compare
 * @param reason why, as a sentence
 */
public record Promotion(boolean promoted, Optional<Interval> gain, String reason) {

  /** There was no champion, or none that can be used any more. */
  static Promotion uncontested(String reason) {
    return new Promotion(true, Optional.empty(), reason);
  }

  /** The champion stays, whatever the figures. */
  static Promotion refused(String reason) {
    return new Promotion(false, Optional.empty(), reason);
  }

  /** The decision by the gain of the challenger over the champion. */
  static Promotion byGain(ModelId champion, String figure, Interval gain) {
    boolean better = gain.low() > 0;
    return new Promotion(
        better,
        Optional.of(gain),
        String.format(
            Locale.ROOT,
            better
                ? "It beats the champion %s by %.5f in %s (95%% between %.5f and %.5f)."
                : "The champion %s stays: a gain of %.5f in %s (95%% between %.5f and %.5f) is not more than noise.",
            champion.version(),
            gain.value(),
            figure,
            gain.low(),
            gain.high()));
  }
}
