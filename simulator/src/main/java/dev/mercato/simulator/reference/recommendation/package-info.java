/**
 * What a user will buy next, ranked from the shop's truth. Each product that a user looks at, and
 * so each that is bought, is drawn from {@code sum_k taste(k) P(product | k, month)}: the oracle
 * knows the taste, the attainable reference infers it from the products viewed.
 */
package dev.mercato.simulator.reference.recommendation;
