package dev.mercato.core.settings;

/**
 * One value as it was given.
 *
 * @param origin the file, variable or option that gave it, for error messages
 */
record Setting(String value, String origin) {}
