package dev.mercato.core.table;

import static dev.mercato.core.table.Column.optional;
import static dev.mercato.core.table.Column.required;
import static dev.mercato.core.table.ColumnType.BIGINT;
import static dev.mercato.core.table.ColumnType.DATE;
import static dev.mercato.core.table.ColumnType.DOUBLE;
import static dev.mercato.core.table.ColumnType.INT;
import static dev.mercato.core.table.ColumnType.STRING;

import java.util.List;

/** What models write. */
public final class ModelTables {

  public static final Table RECOMMENDATIONS =
      new Table(
          "recommendations",
          TableKind.MART,
          "The products recommended to each user, by the champion model",
          List.of(
              required("user_id", BIGINT, "the user"),
              required("rank", INT, "1 for the first to show"),
              required("product_id", BIGINT, "the product"),
              required(
                  "score",
                  DOUBLE,
                  "by which the products of one user are ranked; not comparable between users"),
              required("model_version", STRING, "the version that made it")),
          List.of("user_id", "rank"),
          List.of());

  public static final Table CHURN_SCORES =
      new Table(
          "churn_scores",
          TableKind.MART,
          "How likely each customer is not to buy again in time, and why, by the champion model",
          List.of(
              required("user_id", BIGINT, "the customer: a user with at least one order"),
              required(
                  "probability", DOUBLE, "calibrated probability of no order within the horizon"),
              required("risk", STRING, "HIGH, MEDIUM or LOW"),
              required("action", STRING, "what the settings suggest for the risk"),
              optional("reason_1", STRING, "the strongest reason, in words"),
              optional(
                  "contribution_1",
                  DOUBLE,
                  "its part in the score, in log odds: above 0 it speaks for churn"),
              optional("reason_2", STRING, "the second reason"),
              optional("contribution_2", DOUBLE, "its part in the score"),
              optional("reason_3", STRING, "the third reason"),
              optional("contribution_3", DOUBLE, "its part in the score"),
              required("model_version", STRING, "the version that scored"),
              required("as_of", DATE, "the last day that the score knows of")),
          List.of("user_id"),
          List.of());

  public static final List<Table> ALL = List.of(RECOMMENDATIONS, CHURN_SCORES);

  private ModelTables() {}
}
