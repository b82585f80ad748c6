package dev.mercato.generator.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TestParts {

  private static final Window YEAR =
      new Window(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));

  private final Shop shop = Shop.of(ShopSpec.DEFAULT.withUsers(50_000).withProducts(200));

  @Test
  void everyUserIsInExactlyOnePartOfEachMonth() {
    var months =
        Parts.of(SimulatedTable.CLICKSTREAM, shop, YEAR).stream()
            .collect(Collectors.groupingBy(Part::window));

    assertThat(months).hasSize(12);
    months.forEach(
        (month, parts) -> {
          long next = 1;
          for (Part part : parts) {
            assertThat(part.users().first()).isEqualTo(next);
            next = part.users().last() + 1;
          }
          assertThat(next).isEqualTo(shop.usersBy(month.to()).last() + 1);
        });
  }

  @Test
  void monthsAreCutAtTheWindow() {
    assertThat(Parts.months(new Window(LocalDate.of(2024, 1, 30), LocalDate.of(2024, 3, 1))))
        .containsExactly(
            new Window(LocalDate.of(2024, 1, 30), LocalDate.of(2024, 1, 31)),
            new Window(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29)),
            new Window(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 1)));
  }

  @Test
  void aMonthAtTheSeedScaleIsAHandfulOfFiles() {
    Shop seedScale = Shop.of(ShopSpec.DEFAULT.withProducts(200));

    assertThat(Parts.of(SimulatedTable.CLICKSTREAM, seedScale, YEAR)).hasSizeBetween(36, 60);
    assertThat(Parts.of(SimulatedTable.TRANSACTIONS, seedScale, YEAR)).hasSize(12);
  }

  @Test
  void theRowsAreTheSameHoweverUsersAreCut() {
    Window days = new Window(LocalDate.of(2025, 6, 28), LocalDate.of(2025, 7, 3));
    long users = 2_000;
    List<Long> whole = events(days, 1, users);
    List<Long> cut = new ArrayList<>();
    for (long first = 1; first <= users; first += 333) {
      cut.addAll(events(days, first, Math.min(users, first + 332)));
    }

    assertThat(cut).isEqualTo(whole).isNotEmpty();
  }

  private List<Long> events(Window days, long first, long last) {
    RowSource source =
        SimulatedTable.CLICKSTREAM.open(shop, new Part(days, new UserRange(first, last)));
    List<Long> ids = new ArrayList<>();
    for (int rows = source.next(); rows > 0; rows = source.next()) {
      for (int row = 0; row < rows; row++) {
        ids.add(source.columns().vector("event_id").getLong(row));
      }
    }
    return ids;
  }
}
