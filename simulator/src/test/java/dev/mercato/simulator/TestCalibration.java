package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.simulator.calibration.Calibration;
import dev.mercato.simulator.calibration.CalibrationTally;
import dev.mercato.simulator.calibration.CustomerValue;
import dev.mercato.simulator.calibration.Reached;
import dev.mercato.simulator.walk.ClickstreamCursor;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCalibration {

  @ParameterizedTest
  @ValueSource(longs = {42, 43})
  void theSeedScaleMeetsEveryBand(long seed) {
    Shop shop = Shop.of(ShopSpec.DEFAULT.withSeed(seed));
    CalibrationTally tally = tally(shop, Rows.YEAR, shop.usersBy(Rows.YEAR.to()));
    List<Reached> all = Calibration.compare(tally, CustomerValue.topFifthShare(shop, Rows.YEAR));
    assertThat(all).hasSize(11).allMatch(Reached::met);
    assertThat(tally.orderLines()).isBetween(450_000L, 550_000L);
    assertThat(tally.events()).isBetween(5_000_000L, 8_000_000L);
  }

  @Test
  void talliesOfPartsAddUpToTheTallyOfAll() {
    Shop shop = Rows.shop(3, 3_000);
    CalibrationTally parts = tally(shop, Rows.AUTUMN, new UserRange(1, 1_000));
    parts.merge(tally(shop, Rows.AUTUMN, new UserRange(1_001, 3_000)));
    CalibrationTally all = tally(shop, Rows.AUTUMN, new UserRange(1, 3_000));
    assertThat(Calibration.compare(parts, 0.5)).isEqualTo(Calibration.compare(all, 0.5));
    assertThat(parts.events()).isEqualTo(all.events());
    assertThat(all.events()).isEqualTo(Rows.clicks(shop, Rows.AUTUMN).size());
    assertThat(all.orderLines()).isEqualTo(Rows.lines(shop, Rows.AUTUMN).size());
  }

  @Test
  void talliesOfDifferentDaysDoNotAddUp() {
    CalibrationTally autumn = new CalibrationTally(Rows.AUTUMN);
    assertThatThrownBy(() -> autumn.merge(new CalibrationTally(Rows.YEAR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2025-09-20");
  }

  @Test
  void whatTheWindowHasNoDaysForIsLeftOut() {
    Shop shop = Rows.shop(4, 3_000);
    Window spring = new Window(LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 30));
    List<Reached> all = Calibration.compare(tally(shop, spring, shop.usersBy(spring.to())), 0.6);
    assertThat(all.stream().map(Reached::target))
        .contains(Calibration.CART_ABANDONMENT, Calibration.WEEK)
        .doesNotContain(
            Calibration.BLACK_FRIDAY, Calibration.YEAR_END, Calibration.JANUARY_RETURNS);
  }

  private static CalibrationTally tally(Shop shop, Window window, UserRange users) {
    CalibrationTally tally = new CalibrationTally(window);
    ClickstreamCursor cursor = new ClickstreamCursor(shop, window, users, tally);
    long last = 0;
    while (cursor.next()) {
      last = cursor.eventId();
    }
    assertThat(last).isPositive();
    return tally;
  }
}
