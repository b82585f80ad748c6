package dev.mercato.etl.importing;

import dev.mercato.core.raw.RawManifest;
import java.util.List;

/**
 * What an import took in.
 *
 * @param batch the raw batch it made, with its kept and rejected rows
 * @param files files read
 * @param rows rows of the source in the batch's days
 * @param undated rows of the source that belong to no day: rejects of the batch, or left out of it
 *     where days were asked for
 */
public record ImportResult(
    RawManifest batch, int files, long rows, long undated, List<TableImport> tables) {

  public ImportResult {
    tables = List.copyOf(tables);
  }
}
