package dev.mercato.ml.recommend.rank;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** One user, by the places of products in a catalogue. */
public final class UserProfile {
  private final long user;
  private final String country;
  private final int[] items;
  private final float[] weights;
  private final int[] bought;

  public UserProfile(long user, String country, int[] items, float[] weights, int[] bought) {
    this.user = user;
    this.country = country;
    this.items = items.clone();
    this.weights = weights.clone();
    this.bought = bought.clone();
  }

  /**
   * Reads a user.
   *
   * @param row user_id, country, items, bought, the last two possibly null
   */
  public static UserProfile of(Row row, ItemCatalogue catalogue) {
    List<Row> pairs = row.isNullAt(2) ? List.of() : row.getList(2);
    int[] items = new int[pairs.size()];
    float[] weights = new float[items.length];
    int count = 0;
    for (Row pair : pairs) {
      int item = catalogue.item(pair.getLong(0));
      if (item >= 0) {
        items[count] = item;
        weights[count] = pair.getFloat(1);
        count++;
      }
    }
    return new UserProfile(
        row.getLong(0),
        row.getString(1),
        Arrays.copyOf(items, count),
        Arrays.copyOf(weights, count),
        places(row, 3, catalogue));
  }

  /** The places of the products of a column that the catalogue has. */
  public static int[] places(Row row, int column, ItemCatalogue catalogue) {
    List<Long> products = row.isNullAt(column) ? List.of() : row.getList(column);
    return products.stream().mapToInt(catalogue::item).filter(item -> item >= 0).sorted().toArray();
  }

  public long user() {
    return user;
  }

  public String country() {
    return country;
  }

  /** How many products the user has had to do with. */
  public int size() {
    return items.length;
  }

  public int item(int index) {
    return items[index];
  }

  public float weight(int index) {
    return weights[index];
  }

  public boolean hasBought(int item) {
    return Arrays.binarySearch(bought, item) >= 0;
  }
}
