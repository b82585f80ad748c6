package dev.mercato.etl.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.page.plot.Series;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TestTimeline {
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 4);

  @Test
  void aLongPeriodIsCutIntoLongerPieces() {
    assertThat(Timeline.of(FIRST, FIRST.plusDays(364)).grain()).isEqualTo(Timeline.Grain.DAY);
    assertThat(Timeline.of(FIRST, FIRST.plusYears(3)).grain()).isEqualTo(Timeline.Grain.WEEK);
    assertThat(Timeline.of(FIRST, FIRST.plusYears(20)).grain()).isEqualTo(Timeline.Grain.MONTH);
  }

  @Test
  void thereAreNeverMoreThanAFewHundredPieces() {
    for (int days = 0; days < 10_000; days += 7) {
      assertThat(Timeline.of(FIRST, FIRST.plusDays(days)).starts()).hasSizeLessThanOrEqualTo(401);
    }
  }

  @Test
  void everyPieceHasItsPlace() {
    for (LocalDate last :
        new LocalDate[] {FIRST.plusDays(30), FIRST.plusYears(3), FIRST.plusYears(20)}) {
      Timeline timeline = Timeline.of(FIRST, last);
      for (int i = 0; i < timeline.starts().size(); i++) {
        assertThat(timeline.index((int) timeline.starts().get(i).toEpochDay())).isEqualTo(i);
      }
    }
  }

  @Test
  void piecesThatThePeriodHasOnlyInPartAreLeftOut() {
    Timeline weeks = Timeline.of(FIRST, FIRST.plusYears(3).plusDays(2));
    double[] values = weeks.zeros();
    Arrays.fill(values, 7);
    Series whole = weeks.whole(Series.of(values));
    assertThat(whole.get(0)).isNaN();
    assertThat(whole.get(1)).isEqualTo(7);
    assertThat(whole.get(whole.size() - 1)).isNaN();
  }

  @Test
  void aMeanBeginsWhereItHasAllItsPieces() {
    Timeline days = Timeline.of(FIRST, FIRST.plusDays(7));
    assertThat(days.mean(Series.of(7, 0, 0, 0, 0, 0, 0, 14)).toArray()).endsWith(Double.NaN, 1, 2);
  }
}
