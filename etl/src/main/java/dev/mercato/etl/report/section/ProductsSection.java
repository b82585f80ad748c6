package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.table.MartTables;
import dev.mercato.page.html.Bar;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The products that bring the most. */
public final class ProductsSection implements Section<ProductsSection.Products> {
  private static final int SHOWN = 20;

  /**
   * One product.
   *
   * @param margin empty where its cost is not known
   * @param refundRate units refunded of those sold
   */
  record Product(
      String name,
      String category,
      BigDecimal net,
      long units,
      long views,
      Optional<BigDecimal> margin,
      double refundRate) {}

  /** All products in figures, and the first of them one by one. */
  record Products(long sold, BigDecimal net, List<Product> top) {
    BigDecimal topNet() {
      return top.stream().map(Product::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean hasViews() {
      return top.stream().anyMatch(product -> product.views() > 0);
    }

    boolean hasMargins() {
      return top.stream().anyMatch(product -> product.margin().isPresent());
    }
  }

  @Override
  public String id() {
    return "products";
  }

  @Override
  public String title() {
    return "Top products";
  }

  @Override
  public String absence() {
    return "No product has been sold yet: product_performance holds no sales.";
  }

  @Override
  public Optional<Products> query(ShopData data) {
    Dataset<Row> products = data.rows(MartTables.PRODUCT_PERFORMANCE);
    Row all = products.agg(count_if(col("units").gt(0)), sum("net_revenue")).first();
    if (all.getLong(0) == 0) {
      return Optional.empty();
    }
    List<Product> top =
        products
            .where(col("units").gt(0))
            .orderBy(col("net_revenue").desc(), col("product_id"))
            .limit(SHOWN)
            .select(
                "product_id",
                "name",
                "category",
                "net_revenue",
                "units",
                "views",
                "margin",
                "refund_rate")
            .collectAsList()
            .stream()
            .map(ProductsSection::product)
            .toList();
    return Optional.of(new Products(all.getLong(0), all.getDecimal(1), top));
  }

  private static Product product(Row row) {
    return new Product(
        row.isNullAt(1) ? "product " + row.getLong(0) : row.getString(1),
        row.getString(2),
        row.getDecimal(3),
        row.getLong(4),
        row.getLong(5),
        Optional.ofNullable(row.getDecimal(6)),
        row.isNullAt(7) ? Double.NaN : row.getDouble(7));
  }

  @Override
  public List<Node> render(Products products, Gallery gallery) {
    double most = products.top().get(0).net().doubleValue();
    DataTable<Product> table =
        DataTable.of("Products by net revenue", products.top())
            .words("Product", Product::name)
            .words("Category", Product::category)
            .figures("Net revenue", product -> Figures.money(product.net()))
            .drawn("", product -> Bar.of(Figures.share(product.net().doubleValue(), most)))
            .figures("Units", product -> Figures.count(product.units()))
            .figures("Refunded", product -> Figures.percent(product.refundRate()));
    if (products.hasMargins()) {
      table =
          table.figures(
              "Margin", product -> product.margin().map(Figures::money).orElse(Figures.NONE));
    }
    if (products.hasViews()) {
      table = table.figures("Views", product -> Figures.count(product.views()));
    }
    return List.of(summary(products), table.toHtml(), definitions(products));
  }

  private static Element summary(Products products) {
    return Element.of(
        "p",
        "%s products were sold. The %s shown here bring %s of the net revenue.%s"
            .formatted(
                Figures.count(products.sold()),
                Figures.count(products.top().size()),
                Figures.percent(Figures.share(products.topNet(), products.net())),
                products.hasMargins()
                    ? ""
                    : " What they cost the shop is not known, so there are no margins."));
  }

  private static Element definitions(Products products) {
    Definitions definitions =
        Definitions.of()
            .column("Net revenue", MartTables.PRODUCT_PERFORMANCE, "net_revenue")
            .column("Units", MartTables.PRODUCT_PERFORMANCE, "units")
            .column("Refunded", MartTables.PRODUCT_PERFORMANCE, "refund_rate");
    if (products.hasMargins()) {
      definitions = definitions.column("Margin", MartTables.PRODUCT_PERFORMANCE, "margin");
    }
    if (products.hasViews()) {
      definitions = definitions.column("Views", MartTables.PRODUCT_PERFORMANCE, "views");
    }
    return definitions.toHtml();
  }
}
