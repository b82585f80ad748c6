package dev.mercato.streaming.consume;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.mercato.core.settings.StreamSettings;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.streaming.event.EventReader;
import dev.mercato.streaming.event.EventWriter;
import dev.mercato.streaming.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads events as rows of their table, and says of each that cannot be read why not. */
final class EventRows {
  /** Why the event cannot be read; null if it can. */
  static final String FAULT = "__fault";

  static final String PARTITION = "__partition";
  static final String OFFSET = "__offset";

  /** When it was sent. */
  static final String SENT = "__sent";

  /** As it came. */
  static final String KEY = "__key";

  static final String VALUE = "__value";

  private static final List<String> PLACES = List.of(FAULT, PARTITION, OFFSET, SENT, KEY, VALUE);

  private final Table table;
  private final int maxBytes;

  EventRows(Topic topic, StreamSettings settings) {
    this.table = topic.table();
    this.maxBytes = settings.maxEventBytes();
  }

  /** The events with the table's columns before them; null where an event cannot be read. */
  Dataset<Row> of(Dataset<Row> kafka) {
    String name = table.name();
    int bytes = maxBytes;
    MapPartitionsFunction<Row, Row> reading = events -> new Reading(events, name, bytes);
    return kafka
        .select(
            col("partition"),
            col("offset"),
            col("timestamp"),
            col("key"),
            col("value"),
            expr("element_at(filter(headers, h -> h.key = '%s'), -1).value"
                    .formatted(EventWriter.VERSION_HEADER))
                .as("version"))
        .mapPartitions(reading, Encoders.row(schema(table)));
  }

  private static StructType schema(Table table) {
    StructType schema = table.fileSchema();
    return schema
        .add(FAULT, DataTypes.StringType)
        .add(PARTITION, DataTypes.IntegerType)
        .add(OFFSET, DataTypes.LongType)
        .add(SENT, DataTypes.TimestampType)
        .add(KEY, DataTypes.BinaryType)
        .add(VALUE, DataTypes.BinaryType);
  }

  /** The rows of one task. */
  private static final class Reading implements Iterator<Row> {
    private final Iterator<Row> events;
    private final EventReader reader;
    private final int columns;

    Reading(Iterator<Row> events, String table, int maxBytes) {
      this.events = events;
      List<Column> all = Registry.table(table).columns();
      this.columns = all.size();
      this.reader = new EventReader(Registry.table(table), maxBytes);
    }

    @Override
    public boolean hasNext() {
      return events.hasNext();
    }

    @Override
    public Row next() {
      Row event = events.next();
      Object[] row = new Object[columns + PLACES.size()];
      byte[] value = event.getAs(4);
      byte[] version = event.getAs(5);
      String fault = fault(version, value, row);
      if (fault != null) {
        row = new Object[row.length];
      }
      row[columns] = fault;
      row[columns + 1] = event.get(0);
      row[columns + 2] = event.get(1);
      row[columns + 3] = event.get(2);
      row[columns + 4] = event.get(3);
      row[columns + 5] = value;
      return RowFactory.create(row);
    }

    /** An event without a version was written by hand, and is taken for one of this version. */
    private String fault(byte[] version, byte[] value, Object[] row) {
      if (version != null) {
        String found = new String(version, StandardCharsets.UTF_8);
        if (!found.equals(EventWriter.VERSION)) {
          return "%s %s: %s".formatted(EventWriter.VERSION_HEADER, EventWriter.VERSION, found);
        }
      }
      return reader.read(value, row);
    }
  }
}
