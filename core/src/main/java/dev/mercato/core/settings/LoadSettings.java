package dev.mercato.core.settings;

/**
 * How strict a load is.
 *
 * @param maxRejectShare rejected rows as a share of rows read, above which a load is refused
 */
public record LoadSettings(double maxRejectShare) {}
