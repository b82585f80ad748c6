package dev.mercato.streaming.consume;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.contract.Check;
import dev.mercato.core.contract.Contract;
import dev.mercato.core.contract.References;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.core.table.Table;
import dev.mercato.streaming.event.Topic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * The events of a micro-batch, each with its fate. Held in memory, as they are looked at more than
 * once.
 */
final class JudgedEvents implements AutoCloseable {
  private static final String KEPT = "__kept";
  private static final String TURN = "__turn";
  private static final String REASON = "reason";

  private final Topic topic;
  private final Table table;
  private final Dataset<Row> events;

  private JudgedEvents(Topic topic, Dataset<Row> events) {
    this.topic = topic;
    this.table = topic.table();
    this.events = events;
  }

  static JudgedEvents of(
      Topic topic, Dataset<Row> rows, List<References> references, StreamSettings settings) {
    Contract contract = Contract.of(topic.table()).and(notOfTheFuture(settings));
    Dataset<Row> beside = rows;
    for (References reference : references) {
      beside = reference.beside(beside);
      contract = contract.and(reference.check());
    }
    Column readable = col(EventRows.FAULT).isNull();
    Dataset<Row> judged =
        beside
            .withColumn(KEPT, readable.and(contract.kept()))
            .withColumn(
                REASON, when(not(col(KEPT)), coalesce(col(EventRows.FAULT), contract.reason())));
    Column[] all =
        Stream.concat(
                Stream.of(rows.columns()).map(name -> col(name)), Stream.of(col(KEPT), col(REASON)))
            .toArray(Column[]::new);
    return new JudgedEvents(topic, judged.select(all).persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** Compared with the time of sending, which stays what it is when a batch is read again. */
  private static Check notOfTheFuture(StreamSettings settings) {
    return new Check(
        "%s not in the future".formatted(Table.EVENT_TIME),
        "`%s` <= `%s` + INTERVAL %d SECONDS"
            .formatted(Table.EVENT_TIME, EventRows.SENT, settings.futureTolerance().toSeconds()),
        Contract.text(Table.EVENT_TIME));
  }

  /** What the batch comes to. */
  BatchSums sums() {
    Column good = when(col(KEPT), 1L);
    return BatchSums.of(
        events
            .agg(
                count(lit(1)),
                count(good),
                min(when(col(KEPT), col(Table.EVENT_TIME))),
                max(when(col(KEPT), col(Table.EVENT_TIME))),
                expr(
                    "percentile_approx(unix_millis(%s), %s, 1000)"
                        .formatted(EventRows.SENT, BatchSums.SHARES)),
                topic.equals(Topic.TRANSACTIONS)
                    ? sum(when(col(KEPT), col("amount"))).cast("double")
                    : lit(0.0),
                topic.equals(Topic.TRANSACTIONS)
                    ? expr("count(DISTINCT CASE WHEN %s THEN order_id END)".formatted(KEPT))
                    : lit(0L))
            .head());
  }

  /** How many keys there are among the good ones. */
  long distinctKeys() {
    return good().select(key()).distinct().count();
  }

  Dataset<Row> keys() {
    return good().select(key()).distinct();
  }

  private Dataset<Row> good() {
    return events.filter(col(KEPT));
  }

  /** The good ones as files of the table have them, with their month. */
  Dataset<Row> rows() {
    return files(good());
  }

  /** The same without those whose key came before in the batch, or is among these. */
  Dataset<Row> rowsWithout(Dataset<Row> presentKeys) {
    Dataset<Row> firsts =
        good()
            .withColumn(
                TURN,
                row_number()
                    .over(
                        Window.partitionBy(key())
                            .orderBy(col(EventRows.PARTITION), col(EventRows.OFFSET))))
            .filter(col(TURN).equalTo(1));
    return files(
        firsts.join(
            presentKeys,
            scala.jdk.javaapi.CollectionConverters.asScala(table.key()).toSeq(),
            "left_anti"));
  }

  private Dataset<Row> files(Dataset<Row> rows) {
    List<String> names = table.columnNames();
    return rows.select(
        Stream.concat(
                names.stream().map(name -> col(name)),
                Stream.of(date_format(col(Table.EVENT_TIME), "yyyy-MM").as(Table.EVENT_MONTH)))
            .toArray(Column[]::new));
  }

  /** Those that the table cannot take, as the table of rejects has them. */
  Dataset<Row> rejects() {
    return events.filter(not(col(KEPT))).select(col(REASON), record(), source());
  }

  /** The same for the topic of dead letters: key, value, reason, source. */
  Dataset<Row> deadLetters() {
    return events
        .filter(not(col(KEPT)))
        .select(col(EventRows.KEY), col(EventRows.VALUE), col(REASON), source());
  }

  /** The text that came; what is none, in base 64. */
  private static Column record() {
    return expr(("CASE WHEN %1$s IS NULL THEN '' WHEN is_valid_utf8(CAST(%1$s AS STRING)) "
                + "THEN CAST(%1$s AS STRING) ELSE concat('base64:', base64(%1$s)) END")
            .formatted(EventRows.VALUE))
        .as("record");
  }

  private Column source() {
    return concat_ws("/", lit(topic.name()), col(EventRows.PARTITION), col(EventRows.OFFSET))
        .as("source");
  }

  private Column[] key() {
    return table.key().stream()
        .map(name -> col(name))
        .collect(Collectors.toList())
        .toArray(Column[]::new);
  }

  @Override
  public void close() {
    events.unpersist();
  }
}
