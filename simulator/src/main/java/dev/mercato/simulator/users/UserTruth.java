package dev.mercato.simulator.users;

import dev.mercato.simulator.catalogue.ClusterWeights;

/**
 * What is true of a user and not to be seen in the tables.
 *
 * @param visitRate lambda: visits a day while alive, before the season
 * @param dropoutRate mu, a day
 * @param conversion c: the probability that a visit buys, before the campaign
 * @param signupAtMicros microseconds since 1970-01-01 UTC
 * @param lifetimeEndMicros when the user stops coming, in microseconds since 1970-01-01 UTC
 * @param taste the shares of the clusters; they add up to 1
 */
public record UserTruth(
    long userId,
    double visitRate,
    double dropoutRate,
    double conversion,
    long signupAtMicros,
    long lifetimeEndMicros,
    ClusterWeights taste) {}
