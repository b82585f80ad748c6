package dev.mercato.core.settings;

/**
 * One value as it was given.
 *
 * @param origin the file, variable or option that gave it, as people are told of it
 */
public record Setting(String value, String origin) {}
