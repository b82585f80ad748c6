package dev.mercato.etl.load;

/**
 * How many rows failed one check first.
 *
 * @param check the check's name, as it stands before the colon in {@code rejects.reason}
 */
public record RejectReason(String check, long rows) {}
