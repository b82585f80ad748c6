package dev.mercato.core.settings;

import java.time.Duration;

/**
 * When tables are tidied.
 *
 * @param mergeAbove a month of a table with more loads than this is merged
 * @param gracePeriod how long files that no reader can find any more are kept
 */
public record MaintainSettings(int mergeAbove, Duration gracePeriod) {}
