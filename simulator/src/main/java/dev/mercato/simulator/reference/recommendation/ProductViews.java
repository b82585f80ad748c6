package dev.mercato.simulator.reference.recommendation;

import java.time.YearMonth;
import java.util.Comparator;

/**
 * How often a user viewed a product in a month: the number of {@code product_view} events.
 *
 * <p>Views are the independent draws from the user's taste. A search for the product, its way into
 * the cart and out of it, and its purchase repeat the draw of the view before them, and would be
 * counted twice.
 */
public record ProductViews(YearMonth month, long productId, int views) {

  /** By month and product: one order whatever order they come in. */
  static final Comparator<ProductViews> ORDER =
      Comparator.comparing(ProductViews::month).thenComparingLong(ProductViews::productId);

  public ProductViews {
    if (views < 1) {
      throw new IllegalArgumentException(
          "Cannot have viewed product " + productId + " " + views + " times in " + month);
    }
  }
}
