package dev.mercato.page.plot;

/** A labelled place on a scale. */
public record Tick(double position, String label) {}
