package dev.mercato.ml.churn.evaluate;

import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.time.Cut;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers with known outcome, by ascending id.
 *
 * @param heldOut whether no model has ever seen the customer
 */
public record TestCustomers(
    long[] users,
    boolean[] churned,
    double[] spent,
    double[] recency,
    int[] orders,
    boolean[] heldOut) {
  private static final int FEWEST = 50;

  /**
   * Takes them from examples.
   *
   * @param examples sorted by user_id
   * @throws TooLittleDataException if they are few or all of one kind
   */
  public static TestCustomers of(Dataset<Row> examples, Cut cut, int horizonDays) {
    List<Row> rows =
        examples
            .select("user_id", "churned", "spent", "last_order_age", "orders", "held_out")
            .collectAsList();
    int size = rows.size();
    TestCustomers customers =
        new TestCustomers(
            new long[size],
            new boolean[size],
            new double[size],
            new double[size],
            new int[size],
            new boolean[size]);
    int churners = 0;
    for (int i = 0; i < size; i++) {
      Row row = rows.get(i);
      customers.users[i] = row.getLong(0);
      customers.churned[i] = row.getDouble(1) > 0;
      customers.spent[i] = row.getDouble(2);
      customers.recency[i] = row.getDouble(3);
      customers.orders[i] = (int) row.getDouble(4);
      customers.heldOut[i] = row.getBoolean(5);
      churners += customers.churned[i] ? 1 : 0;
    }
    if (size < FEWEST) {
      throw new TooLittleDataException(
          "Only %d customers had ordered before %s, too few to learn churn from (%d at least): load more days or more users."
              .formatted(size, cut, FEWEST));
    }
    if (churners == 0 || churners == size) {
      throw new TooLittleDataException(
          "Of the %d customers at %s %s within %d days, so that there is nothing to tell apart: set another churn.horizon-days, or load the days after the cut."
              .formatted(
                  size,
                  cut,
                  churners == 0 ? "all ordered again" : "none ordered again",
                  horizonDays));
    }
    return customers;
  }

  int size() {
    return users.length;
  }
}
