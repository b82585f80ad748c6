package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of the table transactions. Money is in cents, time in microseconds since 1970-01-01 UTC.
 *
 * @param statusAt when the status was reached; until then the order counts as completed
 */
public record OrderLine(
    long transactionId,
    long orderId,
    long userId,
    long productId,
    long sessionId,
    int quantity,
    long unitPriceCents,
    long discountCents,
    long amountCents,
    OrderStatus status,
    PaymentMethod paymentMethod,
    long occurredAt,
    long statusAt)
    implements ShopEvent {

  /** The row that a cursor stands at. */
  public static OrderLine at(TransactionCursor cursor) {
    return new OrderLine(
        cursor.transactionId(),
        cursor.orderId(),
        cursor.userId(),
        cursor.productId(),
        cursor.sessionId(),
        cursor.quantity(),
        cursor.unitPriceCents(),
        cursor.discountCents(),
        cursor.amountCents(),
        cursor.status(),
        cursor.paymentMethod(),
        cursor.occurredAt(),
        cursor.statusAt());
  }

  /** The lines of the order that a session ended in. */
  static List<OrderLine> of(Order order, Session session) {
    return IntStream.range(0, order.lines)
        .mapToObj(
            line ->
                new OrderLine(
                    Ids.transaction(order.id, line),
                    order.id,
                    session.user,
                    order.products[line],
                    session.id,
                    order.quantities[line],
                    order.unitPrices[line],
                    order.discounts[line],
                    order.amountCents(line),
                    order.status,
                    order.payment,
                    order.occurredAt,
                    order.statusAt))
        .toList();
  }
}
