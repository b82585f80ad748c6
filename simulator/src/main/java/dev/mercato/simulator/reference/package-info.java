/**
 * The references that models are scored against, computed from the shop's truth.
 *
 * <p>Each comes twice. The <em>oracle</em> knows every user's own traits: nobody can beat it in
 * expectation. The <em>attainable</em> one knows the shop, but has to infer each user's traits from
 * the same history as a model. Only evaluation may use either.
 */
package dev.mercato.simulator.reference;
