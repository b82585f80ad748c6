package dev.mercato.generator.tables;

import dev.mercato.generator.columns.CodedTextVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.catalogue.SearchQueries;
import dev.mercato.simulator.users.Device;
import dev.mercato.simulator.walk.ClickstreamCursor;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.Referrer;
import dev.mercato.simulator.walk.SessionObserver;
import java.util.Arrays;

/** The rows of clickstream. */
final class ClickstreamRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.CLICKSTREAM.schema());
  private final LongVector eventId = columns.longs("event_id");
  private final LongVector sessionId = columns.longs("session_id");
  private final LongVector userId = columns.longs("user_id");
  private final CodedTextVector eventType =
      columns.coded("event_type", Arrays.stream(EventType.values()).map(EventType::label).toList());
  private final LongVector productId = columns.longs("product_id");
  private final LongVector orderId = columns.longs("order_id");
  private final CodedTextVector searchQuery = columns.coded("search_query", SearchQueries.all());
  private final CodedTextVector device =
      columns.coded("device", Arrays.stream(Device.values()).map(Device::label).toList());
  private final CodedTextVector referrer =
      columns.coded("referrer", Arrays.stream(Referrer.values()).map(Referrer::label).toList());
  private final LongVector occurredAt = columns.longs("occurred_at");
  private final ClickstreamCursor cursor;

  ClickstreamRows(Shop shop, Part part, SessionObserver observer) {
    this.cursor = new ClickstreamCursor(shop, part.window(), part.users(), observer);
  }

  @Override
  public TableColumns columns() {
    return columns;
  }

  @Override
  public int next() {
    int row = 0;
    while (row < TableColumns.CAPACITY && cursor.next()) {
      eventId.set(row, cursor.eventId());
      sessionId.set(row, cursor.sessionId());
      userId.set(row, cursor.userId());
      eventType.set(row, cursor.eventType().code());
      productId.set(row, orNull(cursor.productId()));
      orderId.set(row, orNull(cursor.orderId()));
      searchQuery.set(row, cursor.searchQuery());
      device.set(row, cursor.device().code());
      referrer.set(row, cursor.referrer().code());
      occurredAt.set(row, cursor.occurredAt());
      row++;
    }
    return row;
  }

  private static long orNull(long id) {
    return id == 0 ? LongVector.NULL : id;
  }
}
