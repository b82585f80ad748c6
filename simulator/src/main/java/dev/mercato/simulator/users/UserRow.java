package dev.mercato.simulator.users;

/**
 * A row of the table users.
 *
 * @param userId from 1 on
 * @param email unique, at a domain that RFC 2606 keeps free of real mail
 * @param birthDate days since 1970-01-01
 * @param signupAtMicros microseconds since 1970-01-01 UTC
 */
public record UserRow(
    long userId,
    String name,
    String email,
    Gender gender,
    long birthDate,
    String country,
    String city,
    Channel channel,
    LoyaltyTier loyaltyTier,
    long signupAtMicros) {}
