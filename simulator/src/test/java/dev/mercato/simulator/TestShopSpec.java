package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestShopSpec {

  private static final ShopSpec SPEC = ShopSpec.DEFAULT;

  @ParameterizedTest
  @ValueSource(longs = {0, -1, ShopSpec.MAX_USERS + 1, Long.MIN_VALUE})
  void aShopHasAtLeastOneUserAndNoMoreThanIdsHold(long users) {
    assertThatThrownBy(() -> SPEC.withUsers(users))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot simulate a shop of " + users + " users");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 99, 1_000_001})
  void aShopHasASensibleNumberOfProducts(int products) {
    assertThatThrownBy(() -> SPEC.withProducts(products))
        .hasMessageContaining(products + " products");
  }

  @Test
  void theHorizonIsAfterTheOpeningAndWithinReach() {
    LocalDate opened = LocalDate.of(2023, 1, 1);
    assertThatThrownBy(() -> new ShopSpec(1, 1, opened, opened, 100))
        .hasMessageContaining("2023-01-01");
    assertThatThrownBy(() -> new ShopSpec(1, 1, opened, LocalDate.of(2100, 1, 1), 100))
        .hasMessageContaining("2100-01-01");
    assertThatThrownBy(() -> new ShopSpec(1, 1, LocalDate.of(1960, 1, 1), opened, 100))
        .hasMessageContaining("1960-01-01");
  }

  @Test
  void theSmallestShopWorks() {
    Shop shop =
        Shop.of(
            new ShopSpec(
                0, 1, LocalDate.of(2024, 2, 28), LocalDate.of(2024, 2, 29), ShopSpec.MIN_PRODUCTS));
    Window years = new Window(LocalDate.of(2024, 1, 1), LocalDate.of(2034, 1, 1));
    assertThat(Rows.clicks(shop, years)).isNotEmpty();
  }

  @Test
  void aWindowTheWrongWayRoundAndAUserRangeBeyondIdsAreRefused() {
    assertThatThrownBy(() -> new Window(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 1, 31)))
        .hasMessageContaining("before the first");
    assertThatThrownBy(() -> new UserRange(0, 5)).hasMessageContaining("users 0 to 5");
    assertThatThrownBy(() -> new UserRange(5, 3)).hasMessageContaining("users 5 to 3");
  }

  @Test
  void aWindowBeyondWhatIdsHoldIsRefused() {
    Shop shop = Rows.shop(1, 10);
    Window far = Window.day(LocalDate.of(2090, 1, 1));
    assertThatThrownBy(() -> Rows.clicks(shop, far)).hasMessageContaining("2090-01-01");
  }

  @Test
  void theLastUsersThatIdsHoldAreThere() {
    Shop shop = Rows.shop(1, ShopSpec.MAX_USERS);
    UserRange last = new UserRange(ShopSpec.MAX_USERS - 99, ShopSpec.MAX_USERS);
    assertThat(Rows.clicks(shop, Rows.AUTUMN, last))
        .isNotEmpty()
        .allMatch(event -> last.contains(event.userId()));
  }
}
