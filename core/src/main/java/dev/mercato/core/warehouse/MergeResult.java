package dev.mercato.core.warehouse;

import java.time.YearMonth;

/**
 * What a merge of one month did.
 *
 * @param partitions how many partitions became one; 0 or 1 if there was nothing to merge
 * @param rows the merged partition's rows
 * @param duplicates rows that readers no longer see, because another has their key
 */
public record MergeResult(YearMonth month, int partitions, long rows, long duplicates) {}
