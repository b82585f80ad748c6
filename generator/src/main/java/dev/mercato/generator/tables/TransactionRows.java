package dev.mercato.generator.tables;

import dev.mercato.generator.columns.CodedTextVector;
import dev.mercato.generator.columns.IntVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.walk.OrderStatus;
import dev.mercato.simulator.walk.PaymentMethod;
import dev.mercato.simulator.walk.TransactionCursor;
import java.util.Arrays;

/** The rows of transactions. */
final class TransactionRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.TRANSACTIONS.schema());
  private final LongVector transactionId = columns.longs("transaction_id");
  private final LongVector orderId = columns.longs("order_id");
  private final LongVector userId = columns.longs("user_id");
  private final LongVector productId = columns.longs("product_id");
  private final LongVector sessionId = columns.longs("session_id");
  private final IntVector quantity = columns.ints("quantity");
  private final LongVector unitPrice = columns.longs("unit_price");
  private final LongVector discount = columns.longs("discount");
  private final LongVector amount = columns.longs("amount");
  private final CodedTextVector status =
      columns.coded("status", Arrays.stream(OrderStatus.values()).map(OrderStatus::label).toList());
  private final CodedTextVector paymentMethod =
      columns.coded(
          "payment_method",
          Arrays.stream(PaymentMethod.values()).map(PaymentMethod::label).toList());
  private final LongVector occurredAt = columns.longs("occurred_at");
  private final LongVector statusAt = columns.longs("status_at");
  private final TransactionCursor cursor;

  TransactionRows(Shop shop, Part part) {
    this.cursor = new TransactionCursor(shop, part.window(), part.users());
  }

  @Override
  public TableColumns columns() {
    return columns;
  }

  @Override
  public int next() {
    int row = 0;
    while (row < TableColumns.CAPACITY && cursor.next()) {
      transactionId.set(row, cursor.transactionId());
      orderId.set(row, cursor.orderId());
      userId.set(row, cursor.userId());
      productId.set(row, cursor.productId());
      sessionId.set(row, cursor.sessionId());
      quantity.set(row, cursor.quantity());
      unitPrice.set(row, cursor.unitPriceCents());
      discount.set(row, cursor.discountCents());
      amount.set(row, cursor.amountCents());
      status.set(row, cursor.status().code());
      paymentMethod.set(row, cursor.paymentMethod().code());
      occurredAt.set(row, cursor.occurredAt());
      statusAt.set(row, cursor.statusAt());
      row++;
    }
    return row;
  }
}
