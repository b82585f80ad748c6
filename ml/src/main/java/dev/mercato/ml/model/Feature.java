package dev.mercato.ml.model;

/** What a model learns from: a column's name, and in words or as a formula how it is made. */
public record Feature(String name, String formula) {}
