package dev.mercato.streaming.client;

import dev.mercato.core.settings.StreamSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients by the settings of the stream. */
public final class KafkaClients {
  /** A question is answered within seconds by a broker that is there at all. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

  private static final int BATCH_BYTES = 128 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;
  private static final int LINGER_MILLIS = 20;

  private final StreamSettings settings;

  public KafkaClients(StreamSettings settings) {
    this.settings = settings;
  }

  public String brokers() {
    return settings.brokers();
  }

  /** How long a question is waited for. */
  public Duration answer() {
    return settings.patience().compareTo(LONGEST_ANSWER) < 0 ? settings.patience() : LONGEST_ANSWER;
  }

  /** A client that asks about topics and makes them. */
  public Admin admin() {
    Map<String, Object> all = common();
    int millis = (int) answer().toMillis();
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return made(() -> Admin.create(all));
  }

  /** A client that reads where it is told to, and leaves no trace. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> all = common();
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) answer().toMillis());
    return made(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A client that loses nothing and sends nothing twice: what it cannot send within the settings'
   * patience it gives back as failed.
   */
  public KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> all = common();
    int patience = (int) Math.min(Integer.MAX_VALUE, Math.max(1, settings.patience().toMillis()));
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    all.put(ProducerConfig.LINGER_MS_CONFIG, Math.min(LINGER_MILLIS, patience / 2));
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, Math.min(patience / 2, 30_000)));
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    return made(
        () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    return all;
  }

  /** A client that cannot be made was given settings that make no sense. */
  private static <T> T made(java.util.function.Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw dev.mercato.core.MercatoException.usage(
          "No Kafka client can be made of the settings under stream (%s): mend stream.brokers or stream.kafka."
              .formatted(cause.getMessage()));
    }
  }
}
