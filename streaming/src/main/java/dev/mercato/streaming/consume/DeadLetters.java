package dev.mercato.streaming.consume;

import dev.mercato.core.MercatoException;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.KafkaFailure;
import dev.mercato.streaming.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The topic of events that the table could not take: key and value as they came, and in headers why
 * and where from. Sent before the load is committed, so that none is missing; after a crash in
 * between some are sent twice.
 */
final class DeadLetters implements AutoCloseable {
  private final KafkaClients clients;
  private final Topic topic;
  private final KafkaProducer<byte[], byte[]> producer;

  DeadLetters(KafkaClients clients, Topic topic) {
    this.clients = clients;
    this.topic = topic;
    this.producer = clients.producer();
  }

  /**
   * Sends and waits until all have arrived.
   *
   * @throws MercatoException status 1 if one has not
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  void send(Dataset<Row> letters) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    for (Iterator<Row> rows = letters.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      producer.send(
          letter(row),
          (metadata, error) -> {
            if (error != null) {
              failure.compareAndSet(null, error);
            }
          });
    }
    producer.flush();
    if (failure.get() != null) {
      throw KafkaFailure.explained(
          "Rejected events could not be sent to the topic '%s'".formatted(topic.deadLetters()),
          clients.brokers(),
          failure.get());
    }
  }

  private ProducerRecord<byte[], byte[]> letter(Row row) {
    byte[] key = row.getAs(0);
    byte[] value = row.getAs(1);
    return new ProducerRecord<>(
        topic.deadLetters(),
        null,
        key,
        value,
        List.of(
            new RecordHeader("reason", row.getString(2).getBytes(StandardCharsets.UTF_8)),
            new RecordHeader("source", row.getString(3).getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public void close() {
    producer.close(clients.answer());
  }
}
