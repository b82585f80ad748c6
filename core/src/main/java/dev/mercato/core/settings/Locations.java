package dev.mercato.core.settings;

/**
 * Where things stand, each as an absolute path or URI without a slash at its end.
 *
 * @param metastore the embedded metastore's directory, always a path; of no use on a cluster
 * @param checkpoints what streams keep between one micro-batch and the next
 * @param broker the private Kafka broker's directory, always a path; of no use on a cluster
 */
public record Locations(
    String raw,
    String truth,
    String warehouse,
    String metastore,
    String samples,
    String reports,
    String runs,
    String models,
    String checkpoints,
    String broker) {}
