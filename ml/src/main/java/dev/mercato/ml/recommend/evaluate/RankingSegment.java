package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.Interval;
import dev.mercato.ml.MeanBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** NDCG of users who had to do with so many products before. */
public record RankingSegment(String segment, int users, Interval ndcg) {

  /** By the number of products that there was to go by. */
  public static List<RankingSegment> of(double[] ndcg, List<Integer> interactions) {
    Map<String, IntPredicate> segments = new LinkedHashMap<>();
    segments.put("no product before", count -> count == 0);
    segments.put("1 to 9 products", count -> count > 0 && count < 10);
    segments.put("10 to 49 products", count -> count >= 10 && count < 50);
    segments.put("50 products or more", count -> count >= 50);
    List<RankingSegment> found = new ArrayList<>();
    segments.forEach(
        (name, belongs) -> {
          double[] its =
              IntStream.range(0, ndcg.length)
                  .filter(i -> belongs.test(interactions.get(i)))
                  .mapToDouble(i -> ndcg[i])
                  .toArray();
          if (its.length > 0) {
            found.add(new RankingSegment(name, its.length, MeanBootstrap.of(its)));
          }
        });
    return found;
  }
}
