package dev.mercato.streaming.event;

import dev.mercato.simulator.catalogue.SearchQueries;
import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.OrderLine;
import dev.mercato.simulator.walk.ShopEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * A simulated event as a row of its table.
 *
 * @param userId whose event it is, by which it is placed in a partition
 * @param values in the order of the table's columns: Long, Integer, BigDecimal, String, Instant, or
 *     null
 */
public record EventRow(Topic topic, long userId, List<Object> values) {
  private static final int CENTS = 2;

  public static EventRow of(ShopEvent event) {
    return event instanceof ClickEvent click ? of(click) : of((OrderLine) event);
  }

  private static EventRow of(ClickEvent click) {
    return new EventRow(
        Topic.CLICKSTREAM,
        click.userId(),
        Arrays.asList(
            click.eventId(),
            click.sessionId(),
            click.userId(),
            click.eventType().label(),
            orNull(click.productId()),
            orNull(click.orderId()),
            click.searchQuery() < 0 ? null : SearchQueries.all().get(click.searchQuery()),
            click.device().label(),
            click.referrer().label(),
            time(click.occurredAt())));
  }

  private static EventRow of(OrderLine line) {
    return new EventRow(
        Topic.TRANSACTIONS,
        line.userId(),
        Arrays.asList(
            line.transactionId(),
            line.orderId(),
            line.userId(),
            line.productId(),
            line.sessionId(),
            line.quantity(),
            money(line.unitPriceCents()),
            money(line.discountCents()),
            money(line.amountCents()),
            line.status().label(),
            line.paymentMethod().label(),
            time(line.occurredAt()),
            time(line.statusAt())));
  }

  private static Long orNull(long id) {
    return id == 0 ? null : id;
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, CENTS);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
