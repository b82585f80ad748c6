package dev.mercato.core.job;

/**
 * A piece of work on the platform: options go into its constructor, a record comes out.
 *
 * @param <R> the result, a record
 */
public interface Job<R> {
  /**
   * Does the work.
   *
   * @throws dev.mercato.core.MercatoException if it could not be done; the tables are then as they
   *     were
   */
  R execute();
}
