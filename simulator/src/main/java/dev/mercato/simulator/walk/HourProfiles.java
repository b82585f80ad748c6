package dev.mercato.simulator.walk;

import dev.mercato.simulator.users.Device;

/**
 * The time of day at which sessions start, by the device a user mostly comes with: desktops at work
 * and after, mobiles in the evening, tablets on the sofa. Even within an hour.
 */
final class HourProfiles {

  private static final int SLOTS = 1 << 10;
  private static final int SLOT_SHIFT = 54;
  private static final long REST = (1L << SLOT_SHIFT) - 1;
  private static final double MICROS_BY_REST = 3_600_000_000.0 / (1L << SLOT_SHIFT);

  private static final byte[] MOBILE =
      hours(
          12, 7, 5, 4, 4, 7, 16, 28, 36, 38, 40, 43, 48, 46, 42, 42, 46, 54, 62, 72, 80, 78, 58,
          30);
  private static final byte[] DESKTOP =
      hours(
          8, 5, 3, 3, 3, 5, 10, 24, 46, 62, 68, 66, 62, 64, 66, 64, 58, 50, 48, 54, 58, 50, 32, 16);
  private static final byte[] TABLET =
      hours(
          8, 4, 3, 2, 3, 6, 14, 26, 34, 40, 42, 40, 40, 38, 36, 38, 44, 54, 66, 84, 96, 92, 60, 24);

  private HourProfiles() {}

  /** The microseconds since midnight that 64 random bits stand for. */
  static long draw(Device device, long bits) {
    byte[] hours =
        switch (device) {
          case MOBILE -> MOBILE;
          case DESKTOP -> DESKTOP;
          case TABLET -> TABLET;
        };
    long hour = hours[(int) (bits >>> SLOT_SHIFT)];
    return hour * 3_600_000_000L + (long) ((bits & REST) * MICROS_BY_REST);
  }

  /** The hour of each of 1,024 equally likely slots. */
  private static byte[] hours(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    byte[] hours = new byte[SLOTS];
    int cumulated = 0;
    int slot = 0;
    for (byte hour = 0; hour < weights.length; hour++) {
      cumulated += weights[hour];
      while (slot * sum < cumulated * SLOTS) {
        hours[slot++] = hour;
      }
    }
    return hours;
  }
}
