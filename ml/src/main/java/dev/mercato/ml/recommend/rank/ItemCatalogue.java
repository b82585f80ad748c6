package dev.mercato.ml.recommend.rank;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The products that can be recommended, each with its place, 0 and on by ascending id, its category
 * and its popularity: the sum of its interactions.
 */
public final class ItemCatalogue implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] ids;
  private final int[] categories;
  private final double[] popularity;

  public ItemCatalogue(long[] ids, int[] categories, double[] popularity) {
    this.ids = ids.clone();
    this.categories = categories.clone();
    this.popularity = popularity.clone();
  }

  /**
   * Takes the catalogue in.
   *
   * @param products product_id, category, popularity
   */
  public static ItemCatalogue of(Dataset<Row> products) {
    List<Row> rows =
        products
            .select("product_id", "category", "popularity")
            .orderBy("product_id")
            .collectAsList();
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(String.valueOf(row.get(1))));
    List<String> order = List.copyOf(names);
    long[] ids = new long[rows.size()];
    int[] categories = new int[ids.length];
    double[] popularity = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.get(i).getLong(0);
      categories[i] = order.indexOf(String.valueOf(rows.get(i).get(1)));
      popularity[i] = rows.get(i).getDouble(2);
    }
    return new ItemCatalogue(ids, categories, popularity);
  }

  public int size() {
    return ids.length;
  }

  public long id(int item) {
    return ids[item];
  }

  /** The place of a product; negative if it is not among them. */
  public int item(long product) {
    return Arrays.binarySearch(ids, product);
  }

  public int category(int item) {
    return categories[item];
  }

  public double popularity(int item) {
    return popularity[item];
  }
}
