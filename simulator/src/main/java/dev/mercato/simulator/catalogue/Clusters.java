package dev.mercato.simulator.catalogue;

import java.util.List;

/**
 * The taste clusters: kinds of shoppers, each at home in one category, the large categories with
 * more of them.
 */
public final class Clusters {

  private static final List<Category> HOMES =
      List.of(
          Category.FASHION,
          Category.FASHION,
          Category.FASHION,
          Category.ELECTRONICS,
          Category.ELECTRONICS,
          Category.HOME,
          Category.HOME,
          Category.BEAUTY,
          Category.BEAUTY,
          Category.SPORTS,
          Category.SPORTS,
          Category.TOYS,
          Category.TOYS,
          Category.BOOKS,
          Category.BOOKS,
          Category.GARDEN);

  /** How many clusters there are. */
  public static final int COUNT = HOMES.size();

  private Clusters() {}

  /** The category that a cluster, 0 to {@code COUNT - 1}, is at home in. */
  public static Category home(int cluster) {
    return HOMES.get(cluster);
  }
}
