package dev.mercato.simulator.walk;

/** Something that happens in the shop at a moment: a click, or a line of an order. */
public sealed interface ShopEvent permits ClickEvent, OrderLine {

  /** Microseconds since 1970-01-01 UTC. */
  long occurredAt();
}
