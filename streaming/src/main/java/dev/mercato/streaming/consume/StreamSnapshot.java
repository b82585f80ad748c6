package dev.mercato.streaming.consume;

/**
 * A stream's figures at one moment, since it started.
 *
 * @param eventsPerSecond of late
 * @param delayP50 seconds from sending to being visible, of the median event
 * @param orders of the last minutes; of the topic of transactions only
 * @param sales of the last minutes
 */
public record StreamSnapshot(
    long read,
    long kept,
    long rejected,
    long duplicates,
    long batches,
    double eventsPerSecond,
    double delayP50,
    double delayP99,
    long orders,
    double sales) {}
