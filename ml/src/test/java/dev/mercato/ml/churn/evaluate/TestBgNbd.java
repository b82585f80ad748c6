package dev.mercato.ml.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against what Fader, Hardie and Lee publish for CDNOW's 2,357 customers, in weeks. */
class TestBgNbd {
  private static final BgNbd PUBLISHED = new BgNbd(0.243, 4.414, 0.793, 2.426);
  private static final double[][] CDNOW = cdnow();

  @Test
  void theFitAgreesWithThePaper() {
    BgNbd fitted = BgNbd.fit(CDNOW[0], CDNOW[1], CDNOW[2]);

    assertThat(fitted.r()).isCloseTo(0.243, within(0.0015));
    assertThat(fitted.alpha()).isCloseTo(4.414, within(0.015));
    assertThat(fitted.a()).isCloseTo(0.793, within(0.006));
    assertThat(fitted.b()).isCloseTo(2.426, within(0.03));
    assertThat(fitted.meanLogLikelihood(CDNOW[0], CDNOW[1], CDNOW[2]) * CDNOW[0].length)
        .isCloseTo(-9_582.4, within(0.1));
  }

  @Test
  void theUnitOfTimeChangesAlphaAlone() {
    double[] recency = java.util.Arrays.stream(CDNOW[1]).map(weeks -> 7 * weeks).toArray();
    double[] observed = java.util.Arrays.stream(CDNOW[2]).map(weeks -> 7 * weeks).toArray();
    BgNbd inWeeks = BgNbd.fit(CDNOW[0], CDNOW[1], CDNOW[2]);
    BgNbd inDays = BgNbd.fit(CDNOW[0], recency, observed);

    assertThat(inDays.r()).isCloseTo(inWeeks.r(), within(1e-4));
    assertThat(inDays.alpha()).isCloseTo(7 * inWeeks.alpha(), within(1e-2));
  }

  @Test
  void whoHasNotBoughtAgainHasNotHadTheChanceToDropOut() {
    assertThat(PUBLISHED.alive(0, 0, 30)).isEqualTo(1);
    assertThat(PUBLISHED.alive(5, 30, 30)).isGreaterThan(PUBLISHED.alive(5, 10, 30));
    assertThat(PUBLISHED.noPurchase(5, 30, 30, 0)).isEqualTo(1);
    assertThat(PUBLISHED.noPurchase(5, 30, 30, 50)).isLessThan(PUBLISHED.noPurchase(0, 0, 30, 50));
  }

  private static double[][] cdnow() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                TestBgNbd.class.getResourceAsStream("cdnow.csv"), StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().skip(1).toList();
      double[][] summary = new double[3][lines.size()];
      for (int i = 0; i < lines.size(); i++) {
        String[] values = lines.get(i).split(",", -1);
        for (int k = 0; k < 3; k++) {
          summary[k][i] = Double.parseDouble(values[k]);
        }
      }
      return summary;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
