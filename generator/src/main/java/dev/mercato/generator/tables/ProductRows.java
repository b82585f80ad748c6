package dev.mercato.generator.tables;

import dev.mercato.generator.columns.CodedTextVector;
import dev.mercato.generator.columns.DoubleVector;
import dev.mercato.generator.columns.FreeTextVector;
import dev.mercato.generator.columns.IntVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.catalogue.Category;
import dev.mercato.simulator.catalogue.ProductRow;
import java.util.Arrays;

/** The rows of products: those launched by the part's last day. */
final class ProductRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.PRODUCTS.schema());
  private final LongVector productId = columns.longs("product_id");
  private final FreeTextVector name = columns.texts("name");
  private final CodedTextVector category =
      columns.coded("category", Arrays.stream(Category.values()).map(Category::label).toList());
  private final FreeTextVector brand = columns.texts("brand");
  private final LongVector price = columns.longs("price");
  private final LongVector cost = columns.longs("cost");
  private final DoubleVector rating = columns.doubles("rating");
  private final IntVector launchedOn = columns.ints("launched_on");
  private final Shop shop;
  private final Launched products;

  ProductRows(Shop shop, Part part) {
    this.shop = shop;
    this.products = new Launched(shop.catalogue(), part.window().to());
  }

  @Override
  public TableColumns columns() {
    return columns;
  }

  @Override
  public int next() {
    int row = 0;
    while (row < TableColumns.CAPACITY && products.next()) {
      ProductRow product = shop.catalogue().row(products.id());
      productId.set(row, product.productId());
      name.set(row, product.name());
      category.set(row, product.category().code());
      brand.set(row, product.brand());
      price.set(row, product.priceCents());
      cost.set(row, product.costCents());
      rating.set(row, product.rating());
      launchedOn.set(row, Math.toIntExact(product.launchedOn()));
      row++;
    }
    return row;
  }
}
