package dev.mercato.core.warehouse;

/** What came of asking for a load to be committed. */
public sealed interface CommitResult {

  /** The load as it stands in the table now. */
  LoadRecord record();

  /** The load was committed by this call. */
  record Committed(LoadRecord record) implements CommitResult {}

  /** The load had been committed before; nothing was changed. */
  record AlreadyLoaded(LoadRecord record) implements CommitResult {}
}
