package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestIds {

  private static final long[] USERS = {1, 2, 1_000_000_000L, Ids.MAX_USER};
  private static final int[] DAYS = {0, 1, 1095, Ids.MAX_DAY};
  private static final int[] SESSIONS = {0, 1, Ids.MAX_SESSIONS - 1};

  @Test
  void idsAreUniqueUpToTheLastUserDaySessionAndPart() {
    Set<Long> sessions = new HashSet<>();
    Set<Long> orders = new HashSet<>();
    Set<Long> events = new HashSet<>();
    Set<Long> lines = new HashSet<>();
    for (long user : USERS) {
      for (int day : DAYS) {
        for (int session : SESSIONS) {
          long sessionId = Ids.session(user, day, session);
          long orderId = Ids.order(user, day, session);
          assertThat(sessions.add(sessionId)).isTrue();
          assertThat(orders.add(orderId)).isTrue();
          assertThat(events.add(Ids.event(sessionId, 0))).isTrue();
          assertThat(events.add(Ids.event(sessionId, Ids.MAX_EVENTS - 1))).isTrue();
          assertThat(lines.add(Ids.transaction(orderId, 0))).isTrue();
          assertThat(lines.add(Ids.transaction(orderId, Ids.MAX_LINES - 1))).isTrue();
        }
      }
    }
    assertThat(events).allMatch(id -> id > 0 && id < 1L << 60);
    assertThat(lines).allMatch(id -> id > 0 && id < 1L << 60);
  }

  @Test
  void orderNumbersRiseFromDayToDay() {
    assertThat(Ids.order(1, 8, 0)).isGreaterThan(Ids.order(Ids.MAX_USER, 7, 63));
  }

  @Test
  void whatIdsCannotHoldIsRefused() {
    assertThatThrownBy(() -> Ids.session(Ids.MAX_USER + 1, 0, 0)).hasMessageContaining("user");
    assertThatThrownBy(() -> Ids.session(0, 0, 0)).hasMessageContaining("user 0");
    assertThatThrownBy(() -> Ids.session(1, Ids.MAX_DAY + 1, 0)).hasMessageContaining("16384");
    assertThatThrownBy(() -> Ids.order(1, -1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Ids.order(1, 0, 64)).hasMessageContaining("64");
    assertThatThrownBy(() -> Ids.event(1, 256)).hasMessageContaining("256");
    assertThatThrownBy(() -> Ids.transaction(1, 16)).hasMessageContaining("16");
  }
}
