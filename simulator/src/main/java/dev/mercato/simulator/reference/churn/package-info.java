/**
 * The probability that a customer buys nothing in the days after a cut: the Pareto/NBD model of
 * Schmittlein, Morrison and Colombo ("Counting your customers: who are they and what will they do
 * next?", Management Science 33(1), 1987), with visits in the place of purchases.
 *
 * <p>A user is alive from sign-up for an exponential time of rate mu; while alive visits as a
 * Poisson process of rate {@code lambda s(t)}, where s is the public season, constant within a day;
 * a visit on a day with conversion factor f ends in a purchase with probability {@code p = min(1, c
 * f)}, independently of everything else. Where this differs from the paper, and from Fader and
 * Hardie's derivations ("A note on deriving the Pareto/NBD model and related expressions", 2005,
 * brucehardie.com/notes/009):
 *
 * <ul>
 *   <li>visits are observed, and show that a user is alive far more often than purchases do; a
 *       purchase is a thinned visit, so conversion has an unknown of its own;
 *   <li>exposure follows the season, so there is no hypergeometric closed form: integrals over time
 *       are closed within each day and summed by recursion, those over the traits go over a grid;
 *   <li>observation may start after sign-up: visits before the first loaded day are not seen;
 *   <li>the loyalty tier, a noisy function of lambda and mu, is evidence too.
 * </ul>
 *
 * <p>A purchase is an order placed, whatever becomes of it later. Within the days, visits are taken
 * as evenly spread: the shop's profile of hours is left aside, which moves P(alive) by less than
 * 0.001, and only of who visited in the last days before the cut.
 *
 * <p>Times are microseconds since 1970-01-01 UTC, rates are per day, days are days in UTC.
 */
package dev.mercato.simulator.reference.churn;
