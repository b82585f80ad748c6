package dev.mercato.simulator.walk;

/** Looks at each session that a cursor goes through, once, when the cursor comes to it. */
@FunctionalInterface
public interface SessionObserver {

  /** Looks at a session; {@code walk} stands at it, so that the order can be had too. */
  void observe(Session session, ShopWalk walk);
}
