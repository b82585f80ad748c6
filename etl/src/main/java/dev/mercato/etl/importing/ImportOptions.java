package dev.mercato.etl.importing;

import dev.mercato.core.settings.DateRange;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to import.
 *
 * @param source a directory or a single file, as a path or URI
 * @param days take the rows of these days only; without it all, and the batch is of the days found
 */
public record ImportOptions(Path mapping, String source, Optional<DateRange> days) {}
