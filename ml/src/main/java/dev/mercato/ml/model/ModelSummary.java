package dev.mercato.ml.model;

import java.util.Optional;

/**
 * One version in a list of models.
 *
 * @param manifest absent if it cannot be read
 * @param fault what is wrong with it, empty if nothing is
 */
public record ModelSummary(
    ModelId id, boolean champion, Optional<ModelManifest> manifest, String fault) {}
