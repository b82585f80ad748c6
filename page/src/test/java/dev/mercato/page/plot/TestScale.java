package dev.mercato.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestScale {

  @Test
  void amountsHaveRoundTicksInOneUnit() {
    assertThat(Scale.amounts(0, 22_064).ticks().stream().map(Tick::label))
        .containsExactly("0", "5\u00A0k", "10\u00A0k", "15\u00A0k", "20\u00A0k", "25\u00A0k");
    assertThat(Scale.amounts(-300, 900).ticks().stream().map(Tick::label))
        .containsExactly("−400", "−200", "0", "200", "400", "600", "800", "1,000");
  }

  @Test
  void aScaleHoldsWhatItIsFor() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      double most = Math.pow(10, random.nextDouble() * 10 - 2);
      double least = random.nextBoolean() ? 0 : -most * random.nextDouble();
      Scale scale = Scale.amounts(least, most);
      assertThat(scale.low()).isLessThanOrEqualTo(least);
      assertThat(scale.high()).isGreaterThanOrEqualTo(most);
      assertThat(scale.ticks()).hasSizeBetween(3, 9);
      assertThat(scale.ticks().stream().map(Tick::label)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aYearHasATickForEachMonth() {
    Scale year = Scale.days(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
    assertThat(year.ticks()).hasSize(12);
    assertThat(year.ticks().stream().map(Tick::label)).startsWith("Jan 2025", "Feb");
  }

  @Test
  void oneDayIsAScaleToo() {
    LocalDate day = LocalDate.of(2025, 3, 5);
    assertThat(Scale.days(day, day).high()).isGreaterThan(Scale.days(day, day).low());
  }
}
