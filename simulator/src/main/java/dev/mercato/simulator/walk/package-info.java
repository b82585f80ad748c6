/**
 * What happens in the shop: visits, the walk of each session, orders; and the cursors that read
 * them.
 *
 * <p>{@link ShopWalk} finds the sessions, {@link SessionScript} writes each one, {@link
 * ClickstreamCursor}, {@link TransactionCursor} and {@link DayWalk} read them as rows. None of them
 * allocates by row or session.
 */
package dev.mercato.simulator.walk;
