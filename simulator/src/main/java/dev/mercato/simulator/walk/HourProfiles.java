package dev.mercato.simulator.walk;

import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.RandomStream;
import dev.mercato.simulator.users.Device;

/**
 * The time of day at which sessions start, by the device a user mostly comes with: desktops at work
 * and after, mobiles in the evening, tablets on the sofa. Even within an hour.
 */
final class HourProfiles {

  private static final double HOUR_MICROS = 3_600_000_000.0;
  private static final AliasTable MOBILE =
      AliasTable.of(
          12, 7, 5, 4, 4, 7, 16, 28, 36, 38, 40, 43, 48, 46, 42, 42, 46, 54, 62, 72, 80, 78, 58,
          30);
  private static final AliasTable DESKTOP =
      AliasTable.of(
          8, 5, 3, 3, 3, 5, 10, 24, 46, 62, 68, 66, 62, 64, 66, 64, 58, 50, 48, 54, 58, 50, 32, 16);
  private static final AliasTable TABLET =
      AliasTable.of(
          8, 4, 3, 2, 3, 6, 14, 26, 34, 40, 42, 40, 40, 38, 36, 38, 44, 54, 66, 84, 96, 92, 60, 24);

  private HourProfiles() {}

  /** Microseconds since midnight. */
  static long draw(Device device, RandomStream stream) {
    AliasTable hours =
        switch (device) {
          case MOBILE -> MOBILE;
          case DESKTOP -> DESKTOP;
          case TABLET -> TABLET;
        };
    int hour = hours.draw(stream.next());
    return (long) ((hour + stream.uniform()) * HOUR_MICROS);
  }
}
