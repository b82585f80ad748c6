package dev.mercato.ml.churn.evaluate;

import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.time.Cut;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers with known outcome, by ascending id: one array for each thing known of them. */
public final class TestCustomers {
  private static final int FEWEST = 50;

  private final long[] users;
  private final boolean[] churned;
  private final double[] spent;
  private final double[] recency;
  private final int[] orders;
  private final boolean[] heldOut;

  private TestCustomers(int size) {
    this.users = new long[size];
    this.churned = new boolean[size];
    this.spent = new double[size];
    this.recency = new double[size];
    this.orders = new int[size];
    this.heldOut = new boolean[size];
  }

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
    TestCustomers customers = new TestCustomers(size);
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

  /** Their ids, ascending. */
  public long[] users() {
    return users;
  }

  /** Whether each ordered nothing within the horizon. */
  public boolean[] churned() {
    return churned;
  }

  /** What each spent within the horizon. */
  public double[] spent() {
    return spent;
  }

  /** Days from the last order to the cut. */
  public double[] recency() {
    return recency;
  }

  /** Orders before the cut. */
  public int[] orders() {
    return orders;
  }

  /** Whether no model was ever trained on the customer. */
  public boolean[] heldOut() {
    return heldOut;
  }

  public int size() {
    return users.length;
  }

  /** The share of those who ordered nothing within the horizon. */
  public double churnRate() {
    int churners = 0;
    for (boolean one : churned) {
      churners += one ? 1 : 0;
    }
    return (double) churners / churned.length;
  }

  /** What those who ordered again spent within the horizon, in the mean. */
  public double spendingOfThoseWhoStayed() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < users.length; i++) {
      if (!churned[i]) {
        sum += spent[i];
        count++;
      }
    }
    return sum / count;
  }

  /**
   * The values that belong to these customers, in their order.
   *
   * @param of ids in ascending order, these customers' among them
   * @param values one for each of the ids
   */
  public double[] valuesOf(long[] of, double[] values) {
    double[] result = new double[users.length];
    for (int i = 0; i < result.length; i++) {
      int place = Arrays.binarySearch(of, users[i]);
      if (place < 0) {
        throw new IllegalStateException("Nothing is said of user " + users[i]);
      }
      result[i] = values[place];
    }
    return result;
  }
}
