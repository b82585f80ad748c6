package dev.mercato.generator.tables;

import dev.mercato.generator.columns.DoubleVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableColumns;
import dev.mercato.generator.columns.WeightsVector;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.users.UserTruth;

/** The truth of the users who have signed up by the end of the part's last day. */
final class UserTruthRows implements RowSource {

  private final TableColumns columns = new TableColumns(SimulatedTable.USER_TRUTH.schema());
  private final LongVector userId = columns.longs("user_id");
  private final DoubleVector lambda = columns.doubles("lambda");
  private final DoubleVector mu = columns.doubles("mu");
  private final DoubleVector conversion = columns.doubles("conversion");
  private final LongVector signupAt = columns.longs("signup_at");
  private final LongVector lifetimeEnd = columns.longs("lifetime_end");
  private final WeightsVector taste = columns.weights("taste", Clusters.COUNT);
  private final Shop shop;
  private final SignedUp users;

  UserTruthRows(Shop shop, Part part) {
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
      UserTruth truth = shop.population().truth(users.id());
      userId.set(row, truth.userId());
      lambda.set(row, truth.visitRate());
      mu.set(row, truth.dropoutRate());
      conversion.set(row, truth.conversion());
      signupAt.set(row, truth.signupAtMicros());
      lifetimeEnd.set(row, truth.lifetimeEndMicros());
      taste.set(row, truth.taste().toArray());
      row++;
    }
    return row;
  }
}
