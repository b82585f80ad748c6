package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.calendar.Campaign;
import dev.mercato.simulator.calendar.Campaigns;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.walk.OrderLine;
import dev.mercato.simulator.walk.OrderStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestOrders {

  private static final long COUPON_PERCENT = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void amountsAddUpToTheCent(long seed) {
    Shop shop = Rows.shop(seed, 800);
    List<OrderLine> lines = Rows.lines(shop, Rows.AUTUMN);
    assertThat(lines).hasSizeGreaterThan(100);
    for (OrderLine line : lines) {
      assertThat(line.quantity()).isBetween(1, 4);
      assertThat(line.unitPriceCents())
          .isEqualTo(shop.catalogue().priceCents((int) line.productId()))
          .isBetween(10_00L, 2_000_00L);
      long full = line.quantity() * line.unitPriceCents();
      assertThat(line.amountCents()).isEqualTo(full - line.discountCents()).isPositive();
      assertThat(line.discountCents()).isIn(allowedDiscounts(line, full));
    }
    assertThat(lines.stream().filter(line -> line.discountCents() > 0)).isNotEmpty();
  }

  private static List<Long> allowedDiscounts(OrderLine line, long full) {
    Optional<Campaign> campaign = Campaigns.on(date(line.occurredAt()));
    long percent = campaign.map(Campaign::discountPercent).orElse(0);
    return List.of(0L, (full * COUPON_PERCENT + 50) / 100, (full * percent + 50) / 100);
  }

  @Test
  void theLinesOfAnOrderShareWhatBelongsToTheOrder() {
    List<OrderLine> lines = Rows.lines(Rows.shop(7, 800), Rows.AUTUMN);
    for (int i = 1; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      OrderLine before = lines.get(i - 1);
      if (line.orderId() == before.orderId()) {
        assertThat(line.status()).isEqualTo(before.status());
        assertThat(line.statusAt()).isEqualTo(before.statusAt());
        assertThat(line.paymentMethod()).isEqualTo(before.paymentMethod());
        assertThat(line.transactionId()).isEqualTo(before.transactionId() + 1);
      } else {
        assertThat(line.transactionId() & 15).isZero();
      }
    }
    assertThat(lines.stream().map(OrderLine::transactionId)).doesNotHaveDuplicates();
  }

  @Test
  void aStatusIsReachedWhenItCanBe() {
    List<OrderLine> lines = Rows.lines(Rows.shop(8, 6_000), Rows.YEAR);
    assertThat(lines.stream().map(OrderLine::status)).contains(OrderStatus.values());
    for (OrderLine line : lines) {
      double days = (line.statusAt() - line.occurredAt()) / (double) Seasons.DAY_MICROS;
      switch (line.status()) {
        case COMPLETED -> assertThat(days).isZero();
        case FAILED -> assertThat(days).isBetween(0.0, 0.01);
        case CANCELLED -> assertThat(days).isBetween(0.005, 2.1);
        case REFUNDED -> assertThat(days).isBetween(2.0, 60.0);
      }
    }
  }

  @Test
  void moreRefundsAreReachedInJanuaryThanInOtherMonths() {
    Window years = new Window(LocalDate.of(2024, 3, 1), LocalDate.of(2025, 12, 31));
    long[] refunds = new long[13];
    for (OrderLine line : Rows.lines(Rows.shop(9, 20_000), years)) {
      LocalDate reached = date(line.statusAt());
      if (line.status() == OrderStatus.REFUNDED && reached.getYear() == 2025) {
        refunds[reached.getMonthValue()]++;
      }
    }
    for (int month = 2; month <= 11; month++) {
      assertThat(refunds[1]).as("January against month %d", month).isGreaterThan(refunds[month]);
    }
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, Seasons.DAY_MICROS));
  }
}
