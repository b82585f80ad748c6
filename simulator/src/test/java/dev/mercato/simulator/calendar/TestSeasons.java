package dev.mercato.simulator.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestSeasons {

  private static final Seasons SEASONS =
      Seasons.between(LocalDate.of(2023, 1, 1), LocalDate.of(2025, 12, 31));

  @Test
  void holidaysFallWhereTheCalendarPutsThem() {
    assertThat(Holidays.easterSunday(2023)).isEqualTo(LocalDate.of(2023, 4, 9));
    assertThat(Holidays.easterSunday(2024)).isEqualTo(LocalDate.of(2024, 3, 31));
    assertThat(Holidays.easterSunday(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
    assertThat(Holidays.easterSunday(2038)).isEqualTo(LocalDate.of(2038, 4, 25));
    assertThat(Holidays.blackFriday(2024)).isEqualTo(LocalDate.of(2024, 11, 29));
    assertThat(Holidays.blackFriday(2025)).isEqualTo(LocalDate.of(2025, 11, 28));
  }

  @Test
  void campaignsOfAYearDoNotOverlap() {
    for (int year = 2000; year < 2100; year++) {
      List<Campaign> campaigns = Campaigns.of(year);
      for (int i = 1; i < campaigns.size(); i++) {
        assertThat(campaigns.get(i).firstDay()).isAfter(campaigns.get(i - 1).lastDay());
      }
      assertThat(campaigns.get(campaigns.size() - 1).lastDay().getYear()).isEqualTo(year);
    }
  }

  @Test
  void theYearHasItsPeaksAndQuietDays() {
    assertThat(visits("2025-11-28")).isGreaterThan(2 * visits("2025-10-31"));
    assertThat(visits("2025-12-25")).isLessThan(0.8 * visits("2025-12-18"));
    assertThat(visits("2025-09-21")).isGreaterThan(visits("2025-09-19"));
    assertThat(visits("2025-02-20")).isLessThan(visits("2025-10-16"));
    assertThat(Seasons.conversionFactor(LocalDate.of(2025, 11, 28))).isEqualTo(1.35);
    assertThat(Seasons.conversionFactor(LocalDate.of(2025, 10, 28))).isEqualTo(1);
  }

  @Test
  void theYearsMeanIsNearOne() {
    for (int year = 2023; year < 2033; year++) {
      double mean =
          SEASONS.exposure(micros(year + "-01-01"), micros(year + 1 + "-01-01"))
              / LocalDate.of(year, 1, 1).lengthOfYear();
      assertThat(mean).isCloseTo(1.05, within(0.03));
    }
  }

  @Test
  void theExposureIsTheSumOfTheDaysInsideAndOutsideTheTable() {
    for (String from :
        List.of("2021-06-05", "2022-12-30", "2024-02-28", "2030-12-20", "2033-03-03")) {
      LocalDate first = LocalDate.parse(from);
      double visits = 0;
      double purchases = 0;
      for (int i = 0; i < 40; i++) {
        LocalDate day = first.plusDays(i);
        visits += SEASONS.visitFactor(day);
        purchases += SEASONS.visitFactor(day) * Seasons.conversionFactor(day);
      }
      long start = micros(from);
      long end = start + 40 * Seasons.DAY_MICROS;
      assertThat(SEASONS.exposure(start, end)).isCloseTo(visits, within(1e-9));
      assertThat(SEASONS.purchaseExposure(start, end)).isCloseTo(purchases, within(1e-9));
    }
  }

  @Test
  void theExposureOfAPartOfADayIsThatPart() {
    long noon = micros("2025-07-03") + Seasons.DAY_MICROS / 2;
    assertThat(SEASONS.exposure(noon, noon + Seasons.DAY_MICROS / 4))
        .isCloseTo(visits("2025-07-03") / 4, within(1e-12));
    assertThat(SEASONS.exposure(noon, noon)).isZero();
    assertThatThrownBy(() -> SEASONS.exposure(noon, noon - 1)).hasMessageContaining("ends before");
  }

  private static double visits(String day) {
    return SEASONS.visitFactor(LocalDate.parse(day));
  }

  private static long micros(String day) {
    return LocalDate.parse(day).toEpochDay() * Seasons.DAY_MICROS;
  }
}
