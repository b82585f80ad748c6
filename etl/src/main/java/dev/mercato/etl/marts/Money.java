package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.table.ColumnType;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;

/**
 * Amounts as whole cents while they are added up, and as decimals in tables.
 *
 * <p>A sum of DECIMAL(12,2) has more than 18 digits, which Spark adds as big integers, many times
 * slower than longs; a long of cents is as exact and holds 92 million billion.
 */
final class Money {
  private static final Column CENTS = lit(100);
  private static final Column CENT = lit(new BigDecimal("0.01"));

  private Money() {}

  /** The amount, a decimal with two places, in cents. */
  static Column cents(Column amount) {
    return amount.multiply(CENTS).cast("bigint");
  }

  /** The cents as an amount. */
  static Column total(Column cents) {
    return cents.cast("decimal(18,0)").multiply(CENT).cast(ColumnType.TOTAL.sql());
  }
}
