package dev.mercato.core.job;

/** What a step did: the rows it dealt with, and how long it took. */
public record StepRecord(String name, long rows, double seconds) {}
