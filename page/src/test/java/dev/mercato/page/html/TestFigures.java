package dev.mercato.page.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TestFigures {

  @Test
  void figuresAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : new Locale[] {Locale.GERMANY, Locale.forLanguageTag("ar-EG")}) {
        Locale.setDefault(locale);
        assertThat(Figures.count(-1234567)).isEqualTo("−1,234,567");
        assertThat(Figures.money(new BigDecimal("1234.50"))).isEqualTo("1,235");
        assertThat(Figures.cents(new BigDecimal("98.7"))).isEqualTo("98.70");
        assertThat(Figures.percent(0.0823)).isEqualTo("8.2\u00A0%");
        assertThat(Figures.day(LocalDate.of(2025, 11, 28))).isEqualTo("28 Nov 2025");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whereThereIsNoFigureADashStands() {
    assertThat(Figures.percent(Figures.share(1, 0))).isEqualTo(Figures.NONE);
  }
}
