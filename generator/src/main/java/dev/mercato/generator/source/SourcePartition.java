package dev.mercato.generator.source;

import dev.mercato.generator.tables.Part;
import org.apache.spark.sql.connector.read.InputPartition;

/** A part of a table as the work of one task. */
record SourcePartition(Part part) implements InputPartition {}
