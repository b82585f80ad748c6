package dev.mercato.simulator.walk;

import dev.mercato.simulator.users.Device;

/**
 * A row of the table clickstream.
 *
 * @param productId 0 where there is none
 * @param orderId 0 where there is none
 * @param searchQuery an index into the search queries, -1 where there is none
 * @param occurredAt microseconds since 1970-01-01 UTC
 */
public record ClickEvent(
    long eventId,
    long sessionId,
    long userId,
    EventType eventType,
    long productId,
    long orderId,
    int searchQuery,
    Device device,
    Referrer referrer,
    long occurredAt)
    implements ShopEvent {

  /** The row that a cursor stands at. */
  public static ClickEvent at(ClickstreamCursor cursor) {
    return new ClickEvent(
        cursor.eventId(),
        cursor.sessionId(),
        cursor.userId(),
        cursor.eventType(),
        cursor.productId(),
        cursor.orderId(),
        cursor.searchQuery(),
        cursor.device(),
        cursor.referrer(),
        cursor.occurredAt());
  }
}
