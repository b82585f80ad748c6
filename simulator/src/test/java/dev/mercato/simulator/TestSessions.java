package dev.mercato.simulator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.SearchQueries;
import dev.mercato.simulator.users.UserTruth;
import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.OrderLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSessions {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyPurchaseHasItsStepsBeforeItAndItsOrderHasWhatIsInTheCart(long seed) {
    Shop shop = Rows.shop(seed, 300);
    Map<Long, List<OrderLine>> orders =
        Rows.lines(shop, Rows.AUTUMN).stream().collect(groupingBy(OrderLine::orderId));
    Set<Long> purchased = new HashSet<>();
    for (List<ClickEvent> session : sessions(shop)) {
      List<ClickEvent> purchases =
          session.stream().filter(event -> event.eventType() == EventType.PURCHASE).toList();
      assertThat(purchases).hasSizeLessThanOrEqualTo(1);
      for (ClickEvent purchase : purchases) {
        assertThat(purchased.add(purchase.orderId())).isTrue();
        List<OrderLine> lines = orders.get(purchase.orderId());
        assertThat(lines).isNotEmpty();
        assertThat(lines.stream().map(OrderLine::productId).toList())
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(cartAtCheckout(session, purchase));
        assertThat(lines)
            .allSatisfy(
                line -> {
                  assertThat(line.occurredAt()).isEqualTo(purchase.occurredAt());
                  assertThat(line.sessionId()).isEqualTo(purchase.sessionId());
                  assertThat(line.userId()).isEqualTo(purchase.userId());
                });
      }
    }
    assertThat(purchased).isNotEmpty().isEqualTo(orders.keySet());
  }

  /**
   * Plays the session: what goes in must have been viewed, what goes out must be in, the end is the
   * purchase.
   */
  private static List<Long> cartAtCheckout(List<ClickEvent> session, ClickEvent purchase) {
    Set<Long> viewed = new HashSet<>();
    List<Long> cart = new ArrayList<>();
    boolean checkout = false;
    for (ClickEvent event : session) {
      switch (event.eventType()) {
        case PRODUCT_VIEW -> viewed.add(event.productId());
        case ADD_TO_CART -> {
          assertThat(viewed).contains(event.productId());
          assertThat(checkout).isFalse();
          cart.add(event.productId());
        }
        case REMOVE_FROM_CART -> assertThat(cart.remove(event.productId())).isTrue();
        case CHECKOUT -> checkout = true;
        case PURCHASE -> {
          assertThat(checkout).isTrue();
          assertThat(event).isEqualTo(session.get(session.size() - 1)).isEqualTo(purchase);
        }
        case PAGE_VIEW, SEARCH -> assertThat(event.productId()).isZero();
      }
    }
    return cart;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aSessionIsInStrictOrderOfTimeOnOneDayOfOneUser(long seed) {
    for (List<ClickEvent> session : sessions(Rows.shop(seed, 300))) {
      ClickEvent first = session.get(0);
      assertThat(session.stream().map(ClickEvent::occurredAt).toList())
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(session)
          .allSatisfy(
              event -> {
                assertThat(day(event)).isEqualTo(day(first));
                assertThat(event.userId()).isEqualTo(first.userId());
                assertThat(event.device()).isEqualTo(first.device());
                assertThat(event.referrer()).isEqualTo(first.referrer());
                assertThat(event.eventId() >>> 8).isEqualTo(event.sessionId());
              });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void eachEventHasWhatItsTypeCallsForAndNothingElse(long seed) {
    for (ClickEvent event : Rows.clicks(Rows.shop(seed, 300), Rows.AUTUMN)) {
      boolean ofProduct =
          switch (event.eventType()) {
            case PRODUCT_VIEW, ADD_TO_CART, REMOVE_FROM_CART -> true;
            case PAGE_VIEW, SEARCH, CHECKOUT, PURCHASE -> false;
          };
      assertThat(event.productId() > 0).isEqualTo(ofProduct);
      assertThat(event.orderId() > 0).isEqualTo(event.eventType() == EventType.PURCHASE);
      assertThat(event.searchQuery() >= 0).isEqualTo(event.eventType() == EventType.SEARCH);
      assertThat(event.searchQuery()).isLessThan(SearchQueries.all().size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nothingHappensBeforeSignUpOrAfterTheLifetimeOrOnAProductNotYetLaunched(long seed) {
    Shop shop = Shop.of(ShopSpec.DEFAULT.withSeed(seed).withUsers(400).withProducts(400));
    Window everything = new Window(LocalDate.of(2022, 11, 1), LocalDate.of(2026, 3, 31));
    Map<Long, UserTruth> truths = new LinkedHashMap<>();
    List<ClickEvent> clicks = Rows.clicks(shop, everything);
    for (ClickEvent event : clicks) {
      UserTruth truth = truths.computeIfAbsent(event.userId(), shop.population()::truth);
      assertThat(event.occurredAt())
          .isGreaterThanOrEqualTo(truth.signupAtMicros())
          .isLessThan(truth.lifetimeEndMicros());
      if (event.productId() > 0) {
        LocalDate monthsFirst = LocalDate.ofEpochDay(day(event)).withDayOfMonth(1);
        assertThat(shop.catalogue().launchedOn((int) event.productId()))
            .isLessThan(monthsFirst.toEpochDay());
      }
    }
    assertThat(clicks.stream().filter(event -> event.userId() > 400)).isNotEmpty();
    assertThat(clicks.stream().map(ClickEvent::eventId).toList()).doesNotHaveDuplicates();
  }

  /**
   * Sign-ups and ends within the day are where a session could hang over: look at such users only.
   */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void usersWhoLiveForHoursStayWithinThem(long seed) {
    Shop shop = Rows.shop(seed, 60_000);
    int sessions = 0;
    for (long user = 1; user <= 60_000; user++) {
      UserTruth truth = shop.population().truth(user);
      if (truth.lifetimeEndMicros() - truth.signupAtMicros() < Seasons.DAY_MICROS) {
        Window life = new Window(date(truth.signupAtMicros()), date(truth.lifetimeEndMicros()));
        for (ClickEvent event : Rows.clicks(shop, life, new UserRange(user, user))) {
          sessions++;
          assertThat(event.occurredAt())
              .isBetween(truth.signupAtMicros(), truth.lifetimeEndMicros() - 1);
        }
      }
    }
    assertThat(sessions).isPositive();
  }

  private static Collection<List<ClickEvent>> sessions(Shop shop) {
    return Rows.clicks(shop, Rows.AUTUMN).stream()
        .collect(groupingBy(ClickEvent::sessionId, LinkedHashMap::new, toList()))
        .values();
  }

  private static long day(ClickEvent event) {
    return Math.floorDiv(event.occurredAt(), Seasons.DAY_MICROS);
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, Seasons.DAY_MICROS));
  }
}
