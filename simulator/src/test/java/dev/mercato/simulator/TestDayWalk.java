package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.DayWalk;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.OrderLine;
import dev.mercato.simulator.walk.ShopEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestDayWalk {

  private static final LocalDate DAY = LocalDate.of(2025, 11, 28);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDayHasTheRowsOfBothTablesInOrderOfTime(long seed) {
    Shop shop = Rows.shop(seed, 4_000);
    List<ShopEvent> rows = day(shop, DAY);
    assertThat(rows.stream().map(ShopEvent::occurredAt).toList()).isSorted();
    assertThat(rows.stream().filter(ClickEvent.class::isInstance))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(Rows.clicks(shop, Window.day(DAY)));
    assertThat(rows.stream().filter(OrderLine.class::isInstance))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(Rows.lines(shop, Window.day(DAY)));
  }

  @Test
  void anOrdersLinesFollowItsPurchase() {
    List<ShopEvent> rows = day(Rows.shop(4, 4_000), DAY);
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i) instanceof OrderLine line) {
        long orderBefore =
            rows.get(i - 1) instanceof ClickEvent event
                ? event.orderId()
                : ((OrderLine) rows.get(i - 1)).orderId();
        assertThat(line.orderId()).isEqualTo(orderBefore);
      } else if (rows.get(i - 1) instanceof ClickEvent event) {
        assertThat(event.eventType()).isNotEqualTo(EventType.PURCHASE);
      }
    }
  }

  @Test
  void aDayYearsAfterTheHorizonGoesOn() {
    assertThat(day(Rows.shop(5, 2_000), LocalDate.of(2031, 5, 5))).isNotEmpty();
  }

  @Test
  void aDayBeforeTheOpeningIsEmptyAndOver() {
    DayWalk walk = DayWalk.of(Rows.shop(6, 2_000), LocalDate.of(2022, 12, 31));
    assertThat(walk.hasNext()).isFalse();
    assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
  }

  private static List<ShopEvent> day(Shop shop, LocalDate day) {
    List<ShopEvent> rows = new ArrayList<>();
    DayWalk.of(shop, day).forEachRemaining(rows::add);
    return rows;
  }
}
