package dev.mercato.simulator;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What fixes a shop: two equal specifications give the same shop, row for row and byte for byte.
 * The window that one looks at is not part of it.
 *
 * @param seed where all random numbers start
 * @param users how many users have signed up by the end of the horizon
 * @param opened the shop's first day
 * @param horizon the last day of the growth curve; afterwards sign-ups go on at the final rate
 * @param products the size of the catalogue once everything is launched
 */
public record ShopSpec(long seed, long users, LocalDate opened, LocalDate horizon, int products)
    implements Serializable {

  /**
   * The most users a shop can have by its horizon: ids above leave room for those who sign up
   * later.
   */
  public static final long MAX_USERS = 2_000_000_000L;

  /** The fewest products with which each taste has something to choose from in each month. */
  public static final int MIN_PRODUCTS = 100;

  /** The most products: the months' tables of choices hold no more, and stay in memory. */
  public static final int MAX_PRODUCTS = 1_000_000;

  /** The seed scale's shop: 100,000 users, 10,000 products, open 2023 to 2025, seed 42. */
  public static final ShopSpec DEFAULT =
      new ShopSpec(42, 100_000, LocalDate.of(2023, 1, 1), LocalDate.of(2025, 12, 31), 10_000);

  public ShopSpec {
    if (users < 1 || users > MAX_USERS) {
      throw new IllegalArgumentException(
          "Cannot simulate a shop of " + users + " users: give a number from 1 to " + MAX_USERS);
    }
    if (products < MIN_PRODUCTS || products > MAX_PRODUCTS) {
      throw new IllegalArgumentException(
          "Cannot simulate a shop of "
              + products
              + " products: give a number from "
              + MIN_PRODUCTS
              + " to "
              + MAX_PRODUCTS);
    }
    if (!horizon.isAfter(opened)) {
      throw new IllegalArgumentException(
          "Cannot simulate a shop opened on "
              + opened
              + " up to the horizon "
              + horizon
              + ": the horizon must be after the day it opened");
    }
    if (opened.getYear() < 1970 || horizon.toEpochDay() - opened.toEpochDay() > Ids.MAX_DAY) {
      throw new IllegalArgumentException(
          "Cannot simulate a shop from "
              + opened
              + " to "
              + horizon
              + ": it must open in 1970 or later and span at most "
              + Ids.MAX_DAY
              + " days");
    }
  }

  /** The same shop with another number of users. */
  public ShopSpec withUsers(long number) {
    return new ShopSpec(seed, number, opened, horizon, products);
  }

  /** The same shop from another seed. */
  public ShopSpec withSeed(long number) {
    return new ShopSpec(number, users, opened, horizon, products);
  }

  /** The same shop with another number of products. */
  public ShopSpec withProducts(int number) {
    return new ShopSpec(seed, users, opened, horizon, number);
  }
}
