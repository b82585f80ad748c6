package dev.mercato.simulator.catalogue;

/**
 * A row of the table products.
 *
 * @param productId from 1 on
 * @param priceCents from 1,099 to 199,999 cents
 * @param costCents what the shop pays for it, in cents
 * @param rating from 2.0 to 5.0 with one decimal
 * @param launchedOn days since 1970-01-01; shown to users only in months that start after it
 */
public record ProductRow(
    long productId,
    String name,
    Category category,
    String brand,
    long priceCents,
    long costCents,
    double rating,
    long launchedOn) {}
