package dev.mercato.generator.tables;

import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.generator.columns.WeightsVector;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.catalogue.Clusters;

/** The truth of all products, those not launched yet included. */
final class ProductTruthRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.PRODUCT_TRUTH.schema());
  private final LongVector productId = columns.longs("product_id");
  private final WeightsVector clusterProbabilities =
      columns.weights("cluster_probabilities", Clusters.COUNT);
  private final Shop shop;
  private int product;

  ProductTruthRows(Shop shop) {
    this.shop = shop;
  }

  @Override
  public TableColumns columns() {
    return columns;
  }

  @Override
  public int next() {
    int row = 0;
    while (row < TableColumns.CAPACITY && product < shop.catalogue().size()) {
      product++;
      productId.set(row, product);
      clusterProbabilities.set(
          row, shop.catalogue().truth(product).clusterProbabilities().toArray());
      row++;
    }
    return row;
  }
}
