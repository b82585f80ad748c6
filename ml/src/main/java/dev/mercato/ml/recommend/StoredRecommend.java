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

/**
 * Recommendations as they are stored: the factors of the items, and how to use them. A model has
 * two: the tested, which knows nothing of the test's days, and the serving, fitted with the same
 * settings on all that was loaded, new products included.
 */
public final class StoredRecommend {
  private static final String USE = "/use.json";
  private static final String ALS = "/als";
  private static final String TESTED = "pipelines/tested";
  private static final String SERVING = "pipelines/serving";
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

  /** Writes the model that was tested, and the one that it was compared with. */
  static void writeTested(StagedModel staged, RecommendTraining training, LearntRecommend learnt) {
    write(staged, TESTED, training.data().catalogue(), training.settings(), learnt.als());
    save(learnt.nonNegative(), staged.path(NON_NEGATIVE));
  }

  /** Writes the model that serves. */
  static void writeServing(
      StagedModel staged, ItemCatalogue catalogue, RecommendSettings settings, ALSModel als) {
    write(staged, SERVING, catalogue, settings, als);
  }

  private static void write(
      StagedModel staged,
      String part,
      ItemCatalogue catalogue,
      RecommendSettings settings,
      ALSModel als) {
    staged.writeJson(part + USE, new Use(CatalogueJson.of(catalogue), settings));
    save(als, staged.path(part + ALS));
  }

  private static void save(ALSModel als, String path) {
    try {
      als.write().save(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model that serves: it has seen the days that its figures are of. */
  public static StoredRecommend serving(StoredModel stored) {
    return read(stored, SERVING);
  }

  /** The model as it was when it was tested: later days may test it again. */
  static StoredRecommend tested(StoredModel stored) {
    return read(stored, TESTED);
  }

  private static StoredRecommend read(StoredModel stored, String part) {
    Use use = stored.readJson(part + USE, Use.class);
    ItemCatalogue catalogue =
        new ItemCatalogue(
            use.catalogue().ids(), use.catalogue().categories(), use.catalogue().popularity());
    return new StoredRecommend(
        catalogue,
        Factorizer.itemFactors(ALSModel.load(stored.path(part + ALS)), catalogue),
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
