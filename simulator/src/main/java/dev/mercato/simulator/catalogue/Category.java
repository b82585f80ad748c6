package dev.mercato.simulator.catalogue;

import java.time.Month;
import java.util.List;

/**
 * The eight departments. Median prices and spreads are choices that give an ordinary shop's basket
 * of about 100; a category's season follows when its goods are bought (toys before Christmas,
 * gardens in spring).
 */
public enum Category {
  FASHION(
      0,
      "Fashion",
      32_00,
      0.55,
      List.of(
          "jacket",
          "sweater",
          "jeans",
          "dress",
          "shirt",
          "sneakers",
          "boots",
          "scarf",
          "backpack",
          "belt",
          "hoodie",
          "skirt"),
      0.9,
      0.9,
      1.1,
      1.1,
      1.0,
      0.95,
      0.9,
      1.0,
      1.15,
      1.15,
      1.05,
      1.05),
  ELECTRONICS(
      1,
      "Electronics",
      78_00,
      0.75,
      List.of(
          "headphones",
          "keyboard",
          "monitor",
          "speaker",
          "camera",
          "tablet",
          "charger",
          "router",
          "smartwatch",
          "microphone",
          "drone",
          "projector"),
      0.95,
      0.9,
      0.9,
      0.9,
      0.9,
      0.95,
      1.0,
      1.0,
      1.0,
      1.0,
      1.4,
      1.25),
  HOME(
      2,
      "Home & Kitchen",
      34_00,
      0.65,
      List.of(
          "kettle", "lamp", "pan", "blanket", "shelf", "toaster", "pillow", "blender", "mirror",
          "rug", "mug", "clock"),
      1.1,
      1.0,
      1.0,
      1.0,
      1.0,
      0.95,
      0.95,
      0.95,
      1.05,
      1.05,
      1.05,
      1.0),
  BEAUTY(
      3,
      "Beauty",
      19_00,
      0.45,
      List.of(
          "serum",
          "perfume",
          "lipstick",
          "shampoo",
          "moisturiser",
          "mascara",
          "soap",
          "sunscreen",
          "hairbrush",
          "nail polish",
          "face mask",
          "razor"),
      0.95,
      1.15,
      1.0,
      1.0,
      1.15,
      1.0,
      1.0,
      0.95,
      0.95,
      0.95,
      1.0,
      1.2),
  SPORTS(
      4,
      "Sports & Outdoors",
      39_00,
      0.65,
      List.of(
          "yoga mat",
          "tent",
          "bicycle helmet",
          "dumbbells",
          "racket",
          "football",
          "water bottle",
          "sleeping bag",
          "running vest",
          "kayak paddle",
          "skipping rope",
          "ski goggles"),
      1.35,
      1.05,
      1.0,
      1.05,
      1.1,
      1.15,
      1.15,
      1.0,
      0.95,
      0.9,
      0.9,
      0.95),
  TOYS(
      5,
      "Toys & Games",
      22_00,
      0.5,
      List.of(
          "puzzle",
          "board game",
          "building blocks",
          "doll",
          "train set",
          "kite",
          "plush bear",
          "card game",
          "toy car",
          "marble run",
          "play tent",
          "robot kit"),
      0.75,
      0.75,
      0.8,
      0.85,
      0.85,
      0.9,
      0.95,
      0.9,
      0.9,
      1.05,
      1.6,
      2.2),
  BOOKS(
      6,
      "Books",
      15_00,
      0.3,
      List.of(
          "novel",
          "cookbook",
          "atlas",
          "biography",
          "travel guide",
          "comic",
          "dictionary",
          "picture book",
          "thriller",
          "poetry",
          "textbook",
          "notebook"),
      1.05,
      0.95,
      0.95,
      0.95,
      0.95,
      0.95,
      1.0,
      1.15,
      1.15,
      1.0,
      1.05,
      1.25),
  GARDEN(
      7,
      "Garden",
      32_00,
      0.65,
      List.of(
          "hose",
          "planter",
          "spade",
          "grill",
          "parasol",
          "bird feeder",
          "secateurs",
          "hammock",
          "lantern",
          "wheelbarrow",
          "seeds",
          "compost bin"),
      0.5,
      0.7,
      1.3,
      1.7,
      1.8,
      1.5,
      1.2,
      1.0,
      0.9,
      0.7,
      0.5,
      0.5);

  private final int code;
  private final String label;
  private final long medianCents;
  private final double spread;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> nouns;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final double[] months;

  Category(
      int code,
      String label,
      long medianCents,
      double spread,
      List<String> nouns,
      double... months) {
    this.code = code;
    this.label = label;
    this.medianCents = medianCents;
    this.spread = spread;
    this.nouns = nouns;
    this.months = months;
  }

  /** Its number, from 0 on without gaps. */
  public int code() {
    return code;
  }

  /** Its name in the tables. */
  public String label() {
    return label;
  }

  /** The median of its prices, in cents. */
  public long medianCents() {
    return medianCents;
  }

  /** The standard deviation of the logarithm of its prices. */
  public double spread() {
    return spread;
  }

  /** What it sells. */
  public List<String> nouns() {
    return nouns;
  }

  /** What the weight of its products is multiplied by in a month, in every cluster. */
  public double seasonFactor(Month month) {
    return months[month.getValue() - 1];
  }
}
