package dev.mercato.simulator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What people type into the search box: for each category its nouns, alone and with a word before
 * them. A query is known by its index in {@link #all()}, so that a reader encodes each text once.
 */
public final class SearchQueries {

  private static final List<String> WORDS =
      List.of(
          "",
          "best ",
          "cheap ",
          "small ",
          "new ",
          "black ",
          "blue ",
          "gift ",
          "vintage ",
          "premium ");

  private static final List<String> ALL = compose();
  private static final int PER_CATEGORY = ALL.size() / Category.values().length;

  private SearchQueries() {}

  /** Every query there is, in the order of their indices. */
  public static List<String> all() {
    return ALL;
  }

  /** The index of the query that 64 random bits choose among a category's. */
  public static int draw(Category category, long bits) {
    return category.code() * PER_CATEGORY + (int) (((bits >>> 32) * PER_CATEGORY) >>> 32);
  }

  private static List<String> compose() {
    List<String> queries = new ArrayList<>();
    for (Category category : Category.values()) {
      IntStream.range(0, category.nouns().size() * WORDS.size())
          .mapToObj(i -> WORDS.get(i % WORDS.size()) + category.nouns().get(i / WORDS.size()))
          .forEach(queries::add);
    }
    return List.copyOf(queries);
  }
}
