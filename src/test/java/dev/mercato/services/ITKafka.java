package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker keeps what was acknowledged, and has only topics that somebody made. */
class ITKafka {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void aKilledBrokerStartsAgainWithTheEventsItAcknowledged() throws Exception {
    int port = FreePorts.next();
    try (Kafka kafka = Kafka.start(directory, port)) {
      createTopic(kafka, "events");
      send(kafka, "events", List.of("one", "two", "three"));
      kafka.process().kill();
    }
    try (Kafka kafka = Kafka.start(directory, port)) {
      assertThat(received(kafka, "events", 3)).containsExactly("one", "two", "three");
      assertThatThrownBy(() -> send(kafka, "evnets", List.of("four")))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  private static void createTopic(Kafka kafka, String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static void send(Kafka kafka, String topic, List<String> events) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.address(), "acks", "all", "max.block.ms", 3_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String event : events) {
        producer.send(new ProducerRecord<>(topic, event)).get();
      }
    }
  }

  private static List<String> received(Kafka kafka, String topic, int events) {
    List<String> received = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.address()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (received.size() < events && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> received.add(record.value()));
      }
    }
    return received;
  }
}
