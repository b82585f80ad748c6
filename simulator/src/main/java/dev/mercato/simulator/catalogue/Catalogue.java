package dev.mercato.simulator.catalogue;

import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import dev.mercato.simulator.random.RandomStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * All products and, for each month, the choice among them. Thread-safe; the tables of a month are
 * made when it is first asked for and kept (8 bytes an entry, about five entries a product).
 *
 * <p>A product belongs fully to one cluster, its home, which fixes its category; by {@value
 * #RELATED} to the other clusters of that category; and by {@value #NEIGHBOUR} to {@value
 * #NEIGHBOURS} others. Inside a cluster its weight is
 *
 * <pre>membership * (rank + 3)^-0.95 * (price / median price of the category)^-0.5</pre>
 *
 * <p>with ranks dealt at random among the cluster's products: Zipf's law as it is seen in shops'
 * sales (Brynjolfsson, Hu and Smith, "Consumer surplus in the digital economy", Management Science
 * 49(11), 2003, find exponents near 0.9 at Amazon), cheaper goods a little more often. In a month
 * the category's season multiplies it.
 */
public final class Catalogue {

  static final double RELATED = 0.25;
  static final double NEIGHBOUR = 0.20;
  static final int NEIGHBOURS = 3;

  private static final double ZIPF_EXPONENT = 0.95;
  private static final double ZIPF_OFFSET = 3;
  private static final double PRICE_EXPONENT = -0.5;
  private static final double LAUNCHED_BEFORE_OPENING = 0.7;
  private static final int DAYS_BEFORE_OPENING = 730;
  private static final int SURE = 2 * Clusters.COUNT;
  private static final double MIN_PRICE = 10_00;
  private static final double MAX_PRICE = 2_000_00;

  private final long seed;
  private final long opened;
  private final int days;
  private final int[] home;
  private final int[] price;
  private final int[] launch;
  private final int[][] members;
  private final double[][] weights;
  private final double[] sums;
  private final ConcurrentMap<YearMonth, ProductChoice> months = new ConcurrentHashMap<>();
  private final ProductNames names;

  private Catalogue(long seed, int products, LocalDate opened, LocalDate horizon) {
    this.seed = seed;
    this.opened = opened.toEpochDay();
    this.days = (int) ChronoUnit.DAYS.between(opened, horizon) + 1;
    this.home = new int[products];
    this.price = new int[products];
    this.launch = new int[products];
    RandomStream stream = new RandomStream();
    for (int i = 0; i < products; i++) {
      long key = key(i + 1);
      home[i] =
          i < SURE
              ? i % Clusters.COUNT
              : AliasTable.cell(Mix.at(key, Purpose.CLUSTER), Clusters.COUNT);
      stream.restart(Mix.at(key, Purpose.PRICE));
      price[i] = drawPrice(Clusters.home(home[i]), stream);
      launch[i] = drawLaunch(i, Mix.at(key, Purpose.LAUNCH));
    }
    this.members = new int[Clusters.COUNT][];
    this.weights = new double[Clusters.COUNT][];
    this.sums = new double[Clusters.COUNT];
    for (int k = 0; k < Clusters.COUNT; k++) {
      fillCluster(k);
    }
    this.names = new ProductNames(seed);
  }

  /** The catalogue of a shop; what each argument means stands with the shop's specification. */
  public static Catalogue of(long seed, int products, LocalDate opened, LocalDate horizon) {
    return new Catalogue(seed, products, opened, horizon);
  }

  /** How many products there are, those not launched yet included. */
  public int size() {
    return home.length;
  }

  /** The price of a product (from 1 on) in cents. */
  public int priceCents(int product) {
    return price[product - 1];
  }

  /** The category of a product (from 1 on). */
  public Category category(int product) {
    return Clusters.home(home[product - 1]);
  }

  /** The day on which a product (from 1 on) is launched, in days since 1970-01-01. */
  public long launchedOn(int product) {
    return launch[product - 1];
  }

  /** A product's row. The first call fills the pools of names, which takes about a second. */
  public ProductRow row(int product) {
    check(product);
    long key = key(product);
    Category category = category(product);
    long rating = Mix.at(key, Purpose.RATING);
    double low = Mix.uniform(rating) * Mix.uniform(Mix.at(rating, 1));
    double costShare = 0.45 + 0.3 * Mix.uniform(Mix.at(rating, 2));
    String brand = names.brand(category, key);
    return new ProductRow(
        product,
        names.name(category, brand, key),
        category,
        brand,
        priceCents(product),
        Math.round(priceCents(product) * costShare),
        Math.round(50 - 30 * low) / 10.0,
        launchedOn(product));
  }

  /** A product's truth. */
  public ProductTruth truth(int product) {
    check(product);
    double[] result = new double[Clusters.COUNT];
    for (int k = 0; k < Clusters.COUNT; k++) {
      if (membership(product - 1, k) > 0) {
        result[k] = weights[k][Arrays.binarySearch(members[k], product)] / sums[k];
      }
    }
    return new ProductTruth(product, ClusterWeights.of(result));
  }

  /** P(product | cluster) of a month. */
  public ProductChoice choice(YearMonth month) {
    return months.computeIfAbsent(month, this::computeChoice);
  }

  private ProductChoice computeChoice(YearMonth month) {
    long firstDay = month.atDay(1).toEpochDay();
    int[][] launched = new int[Clusters.COUNT][];
    double[][] tilted = new double[Clusters.COUNT][];
    for (int k = 0; k < Clusters.COUNT; k++) {
      int[] ids = new int[members[k].length];
      double[] weight = new double[ids.length];
      int count = 0;
      for (int i = 0; i < ids.length; i++) {
        int product = members[k][i];
        if (launch[product - 1] < firstDay) {
          ids[count] = product;
          weight[count++] = weights[k][i] * category(product).seasonFactor(month.getMonth());
        }
      }
      launched[k] = Arrays.copyOf(ids, count);
      tilted[k] = Arrays.copyOf(weight, count);
    }
    return new ProductChoice(size(), launched, tilted);
  }

  /**
   * Finds a cluster's members in order of id, ranks them by a random key and gives each its weight.
   */
  private void fillCluster(int cluster) {
    int[] ids = new int[size()];
    int count = 0;
    for (int i = 0; i < size(); i++) {
      if (membership(i, cluster) > 0) {
        ids[count++] = i + 1;
      }
    }
    members[cluster] = Arrays.copyOf(ids, count);
    weights[cluster] = new double[count];
    int[] ranks = ranks(members[cluster], cluster);
    for (int i = 0; i < count; i++) {
      int product = members[cluster][i];
      double relativePrice = priceCents(product) / (double) category(product).medianCents();
      weights[cluster][i] =
          membership(product - 1, cluster)
              * StrictMath.pow(ranks[i] + ZIPF_OFFSET, -ZIPF_EXPONENT)
              * StrictMath.pow(relativePrice, PRICE_EXPONENT);
      sums[cluster] += weights[cluster][i];
    }
  }

  /**
   * By position in {@code ids}, the rank from 1 on; equal keys do not occur but would go by
   * position.
   */
  private int[] ranks(int[] ids, int cluster) {
    long[] keyed = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      long random = Mix.at(Mix.at(key(ids[i]), Purpose.POPULARITY), cluster);
      keyed[i] = (random >>> 24) << 24 | i;
    }
    Arrays.sort(keyed);
    int[] ranks = new int[ids.length];
    for (int rank = 0; rank < keyed.length; rank++) {
      ranks[(int) (keyed[rank] & 0xFFFFFF)] = rank + 1;
    }
    return ranks;
  }

  private double membership(int index, int cluster) {
    if (home[index] == cluster) {
      return 1;
    }
    if (Clusters.home(cluster) == Clusters.home(home[index])) {
      return RELATED;
    }
    long neighbours = Mix.at(key(index + 1), Purpose.NEIGHBOURS);
    for (int i = 0; i < NEIGHBOURS; i++) {
      if (AliasTable.cell(Mix.at(neighbours, i), Clusters.COUNT) == cluster) {
        return NEIGHBOUR;
      }
    }
    return 0;
  }

  /**
   * Log-normal about the category's median, drawn again outside 10 to 2,000, ending in 99 cents.
   */
  private static int drawPrice(Category category, RandomStream stream) {
    double cents;
    do {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - stream.uniform()));
      double normal = radius * StrictMath.cos(2 * Math.PI * stream.uniform());
      cents = category.medianCents() * StrictMath.exp(category.spread() * normal);
    } while (cents < MIN_PRICE || cents >= MAX_PRICE);
    return 100 * (int) (cents / 100) + 99;
  }

  /** The first products are there when the shop opens, so that no cluster is ever without any. */
  private int drawLaunch(int index, long bits) {
    double when = Mix.uniform(Mix.at(bits, 1));
    boolean before = index < SURE || Mix.uniform(bits) < LAUNCHED_BEFORE_OPENING;
    return Math.toIntExact(
        before
            ? opened - 1 - (int) (when * DAYS_BEFORE_OPENING) - 31
            : opened + (int) (when * days));
  }

  private long key(int product) {
    return Mix.at(Mix.at(seed, Purpose.PRODUCT), product);
  }

  private void check(int product) {
    if (product < 1 || product > size()) {
      throw new IllegalArgumentException(
          "Cannot find product " + product + ": the catalogue has products 1 to " + size());
    }
  }
}
