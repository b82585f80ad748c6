package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.core.table.ModelTables;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.PopularityScorer;
import dev.mercato.ml.recommend.rank.TopItems;
import dev.mercato.ml.recommend.rank.UserProfile;
import dev.mercato.ml.score.CsvFile;
import dev.mercato.ml.score.ScoreTable;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.ShopTimeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * Recommends products to every user, with the champion: by factors to those who have had to do with
 * any product, by the popularity in their country to all others. A task holds the scores of one
 * user at a time.
 */
public final class ScoreRecommendJob implements Job<ScoreRecommendResult> {
  private static final String CSV = "user_recommendations.csv";

  /** A country with fewer interactions says nothing of its own. */
  private static final double FEWEST_OF_COUNTRY = 5_000;

  private final JobContext context;

  public ScoreRecommendJob(JobContext context) {
    this.context = context;
  }

  @Override
  public ScoreRecommendResult execute() {
    StoredModel stored = ModelStore.of(context).requireChampion(TrainRecommendJob.NAME);
    StoredRecommend recommend = StoredRecommend.serving(stored);
    try (ShopTimeline timeline = ShopTimeline.of(context);
        var step = context.progress().begin("recommend: rank for every user")) {
      History history = timeline.before(timeline.end());
      Dataset<Row> interactions =
          Interactions.of(history, recommend.settings()).persist(StorageLevel.MEMORY_AND_DISK());
      Dataset<Row> written;
      try {
        String version = stored.id().version();
        written =
            new ScoreTable(context, ModelTables.RECOMMENDATIONS)
                .replace(recommended(history, interactions, recommend, version), version);
      } finally {
        interactions.unpersist();
      }
      long rows = written.count();
      step.rows(rows);
      String csv = new CsvFile(context, CSV).write(written.orderBy("user_id", "rank"));
      long users = written.where(col("rank").equalTo(1)).count();
      return new ScoreRecommendResult(stored.id(), users, rows, csv);
    }
  }

  private Dataset<Row> recommended(
      History history, Dataset<Row> interactions, StoredRecommend recommend, String version) {
    Ranker ranker =
        new Ranker(
            recommend.catalogue(),
            recommend.scorer(),
            new PopularityScorer(
                recommend.catalogue(), byCountry(history, interactions, recommend.catalogue())),
            context.settings().recommend(),
            version);
    Broadcast<Ranker> shared =
        context
            .spark()
            .sparkContext()
            .broadcast(ranker, scala.reflect.ClassTag$.MODULE$.apply(Ranker.class));
    MapPartitionsFunction<Row, Row> ranking = rows -> new Ranked(rows, shared.value());
    return Interactions.byUser(history, interactions)
        .mapPartitions(ranking, Encoders.row(ModelTables.RECOMMENDATIONS.fileSchema()));
  }

  /** The popularity of each item in countries that have enough interactions. */
  private static Map<String, float[]> byCountry(
      History history, Dataset<Row> interactions, ItemCatalogue catalogue) {
    Map<String, float[]> popularity = new HashMap<>();
    Map<String, Double> whole = new HashMap<>();
    interactions
        .join(history.users().select("user_id", "country"), "user_id")
        .where(col("country").isNotNull())
        .groupBy("country", "product_id")
        .agg(sum(col("weight").cast("double")).as("popularity"))
        .collectAsList()
        .forEach(
            row -> {
              int item = catalogue.item(row.getLong(1));
              if (item >= 0) {
                popularity
                        .computeIfAbsent(row.getString(0), name -> new float[catalogue.size()])[
                        item] =
                    (float) row.getDouble(2);
                whole.merge(row.getString(0), row.getDouble(2), Double::sum);
              }
            });
    whole.forEach(
        (country, sum) -> {
          if (sum < FEWEST_OF_COUNTRY) {
            popularity.remove(country);
          }
        });
    return popularity;
  }

  /** All that a task needs. */
  private record Ranker(
      ItemCatalogue catalogue,
      FactorScorer factors,
      PopularityScorer popularity,
      RecommendSettings settings,
      String version)
      implements java.io.Serializable {

    void rank(UserProfile user, float[] scores, Deque<Row> into) {
      if (user.size() > 0) {
        factors.score(user, scores);
      } else {
        popularity.score(user, scores);
      }
      IntPredicate leftOut = item -> settings.leaveOutBought() && user.hasBought(item);
      int[] top = TopItems.of(scores, settings.count(), leftOut);
      for (int place = 0; place < top.length; place++) {
        into.add(
            RowFactory.create(
                user.user(),
                place + 1,
                catalogue.id(top[place]),
                (double) scores[top[place]],
                version));
      }
    }
  }

  /** The rows of a partition, user by user. */
  private static final class Ranked implements Iterator<Row> {
    private final Iterator<Row> users;
    private final Ranker ranker;
    private final float[] scores;
    private final Deque<Row> ready = new ArrayDeque<>();

    Ranked(Iterator<Row> users, Ranker ranker) {
      this.users = users;
      this.ranker = ranker;
      this.scores = new float[ranker.catalogue().size()];
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && users.hasNext()) {
        ranker.rank(UserProfile.of(users.next(), ranker.catalogue()), scores, ready);
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
