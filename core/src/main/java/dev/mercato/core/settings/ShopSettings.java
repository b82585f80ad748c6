package dev.mercato.core.settings;

import java.time.LocalDate;

/** What identifies a simulated shop. */
public record ShopSettings(
    long seed, long users, int products, LocalDate opened, LocalDate horizon) {}
