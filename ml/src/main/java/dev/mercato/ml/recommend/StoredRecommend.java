package dev.mercato.ml.recommend;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.spark.ml.recommendation.ALSModel;

/** Recommendations as they are stored: the factors of the items, and how to use them. */
public final class StoredRecommend {
  private static final String USE = "use.json";
  private static final String ALS = "pipelines/als";
  private static final String NON_NEGATIVE = "pipelines/als-nonnegative";

  private final ItemCatalogue catalogue;
  private final float[][] factors;
  private final RecommendSettings settings;

  private StoredRecommend(ItemCatalogue catalogue, float[][] factors, RecommendSettings settings) {
    this.catalogue = catalogue;
    this.factors = factors;
    this.settings = settings;
  }

  /** What else than the pipelines is needed to recommend. */
  record Use(CatalogueJson catalogue, RecommendSettings settings) {}

  /** The catalogue as JSON, side by side. */
  @SuppressWarnings("ArrayRecordComponent") // of the life of a call
  record CatalogueJson(long[] ids, int[] categories, double[] popularity) {
    static CatalogueJson of(ItemCatalogue catalogue) {
      CatalogueJson json =
          new CatalogueJson(
              new long[catalogue.size()], new int[catalogue.size()], new double[catalogue.size()]);
      for (int item = 0; item < catalogue.size(); item++) {
        json.ids[item] = catalogue.id(item);
        json.categories[item] = catalogue.category(item);
        json.popularity[item] = catalogue.popularity(item);
      }
      return json;
    }
  }

  static void write(
      StagedModel staged,
      ItemCatalogue catalogue,
      RecommendSettings settings,
      ALSModel als,
      ALSModel nonNegative) {
    staged.writeJson(USE, new Use(CatalogueJson.of(catalogue), settings));
    try {
      als.write().save(staged.path(ALS));
      nonNegative.write().save(staged.path(NON_NEGATIVE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StoredRecommend of(StoredModel stored) {
    Use use = stored.readJson(USE, Use.class);
    ItemCatalogue catalogue =
        new ItemCatalogue(
            use.catalogue().ids(), use.catalogue().categories(), use.catalogue().popularity());
    return new StoredRecommend(
        catalogue,
        Factorizer.itemFactors(ALSModel.load(stored.path(ALS)), catalogue),
        use.settings());
  }

  public ItemCatalogue catalogue() {
    return catalogue;
  }

  public RecommendSettings settings() {
    return settings;
  }

  /** Ranks the products that it was trained with. */
  public FactorScorer scorer() {
    return new FactorScorer(
        factors, catalogue, settings.factorization(), settings.popularityWeight());
  }

  /** Ranks the products of another catalogue; those that it does not know have popularity alone. */
  FactorScorer scorerOf(ItemCatalogue other) {
    float[][] mapped = new float[other.size()][];
    Arrays.setAll(
        mapped,
        item -> {
          int place = catalogue.item(other.id(item));
          return place < 0 ? null : factors[place];
        });
    return new FactorScorer(mapped, other, settings.factorization(), settings.popularityWeight());
  }
}
