package dev.mercato.streaming.produce;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is sent where, and how fast.
 *
 * @param again whether events that the topics have from an earlier start are sent once more
 * @param files a directory to write to instead of the brokers
 */
public record ProduceOptions(ProduceRun run, Pace pace, boolean again, Optional<Path> files) {}
