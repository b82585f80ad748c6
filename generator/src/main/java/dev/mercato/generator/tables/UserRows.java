package dev.mercato.generator.tables;

import dev.mercato.generator.columns.CodedTextVector;
import dev.mercato.generator.columns.FreeTextVector;
import dev.mercato.generator.columns.IntVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.users.Channel;
import dev.mercato.simulator.users.Gender;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.UserRow;
import java.util.Arrays;

/** The rows of users: those who have signed up by the end of the part's last day. */
final class UserRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.USERS.schema());
  private final LongVector userId = columns.longs("user_id");
  private final FreeTextVector name = columns.texts("name");
  private final FreeTextVector email = columns.texts("email");
  private final CodedTextVector gender =
      columns.coded("gender", Arrays.stream(Gender.values()).map(Gender::label).toList());
  private final IntVector birthDate = columns.ints("birth_date");
  private final FreeTextVector country = columns.texts("country");
  private final FreeTextVector city = columns.texts("city");
  private final CodedTextVector channel =
      columns.coded("channel", Arrays.stream(Channel.values()).map(Channel::label).toList());
  private final CodedTextVector loyaltyTier =
      columns.coded(
          "loyalty_tier", Arrays.stream(LoyaltyTier.values()).map(LoyaltyTier::label).toList());
  private final LongVector signupAt = columns.longs("signup_at");
  private final Shop shop;
  private final SignedUp users;

  UserRows(Shop shop, Part part) {
    this.shop = shop;
    this.users = new SignedUp(shop, part);
  }

  @Override
  public TableColumns columns() {
    return columns;
  }

  @Override
  public int next() {
    int row = 0;
    while (row < TableColumns.CAPACITY && users.next()) {
      UserRow user = shop.population().row(users.id());
      userId.set(row, user.userId());
      name.set(row, user.name());
      email.set(row, user.email());
      gender.set(row, user.gender().code());
      birthDate.set(row, Math.toIntExact(user.birthDate()));
      country.set(row, user.country());
      city.set(row, user.city());
      channel.set(row, user.channel().code());
      loyaltyTier.set(row, user.loyaltyTier().code());
      signupAt.set(row, user.signupAtMicros());
      row++;
    }
    return row;
  }
}
