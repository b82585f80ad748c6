package dev.mercato.ml.recommend.rank;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The items with the highest scores; equals by place. */
public final class TopItems {
  private TopItems() {}

  /**
   * The best, the best first; fewer if there are no more.
   *
   * @param leftOut items that are not to be among them
   */
  public static int[] of(float[] scores, int count, IntPredicate leftOut) {
    int[] items = new int[count];
    float[] best = new float[count];
    int size = 0;
    for (int item = 0; item < scores.length; item++) {
      float score = scores[item];
      if ((size == count && score <= best[size - 1]) || leftOut.test(item)) {
        continue;
      }
      int place = size == count ? count - 1 : size++;
      while (place > 0 && best[place - 1] < score) {
        best[place] = best[place - 1];
        items[place] = items[place - 1];
        place--;
      }
      best[place] = score;
      items[place] = item;
    }
    return Arrays.copyOf(items, size);
  }
}
