package dev.mercato.streaming.client;

import dev.mercato.core.MercatoException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers have of topics. */
public final class Topics implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final KafkaClients clients;
  private final Admin admin;

  public Topics(KafkaClients clients) {
    this.clients = clients;
    this.admin = clients.admin();
  }

  /**
   * A topic as it is now.
   *
   * @param id Kafka's own, another one for a topic that was deleted and made anew
   * @param earliest the first offset that each partition still has
   * @param end the offset that the next event of each partition gets
   */
  public record State(String id, SortedMap<Integer, Long> earliest, SortedMap<Integer, Long> end) {
    public int partitions() {
      return end.size();
    }
  }

  /** Makes the topics that are missing, with so many partitions and the brokers' replication. */
  public void ensure(Collection<String> names, int partitions) {
    List<NewTopic> wanted =
        names.stream()
            .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
            .toList();
    admin
        .createTopics(missing(wanted))
        .values()
        .forEach(
            (name, made) -> {
              try {
                made.get();
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw explained("Could not make the topic '%s'".formatted(name), e);
                }
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    await(names);
  }

  /** A topic that was just made is not known to every broker at once. */
  private void await(Collection<String> names) {
    long deadline = System.nanoTime() + clients.answer().toNanos();
    for (String name : names) {
      while (find(name).isEmpty()) {
        if (System.nanoTime() > deadline) {
          throw MercatoException.failed(
              "The topic '%s' was made at the Kafka brokers %s and cannot be found there: try again."
                  .formatted(name, clients.brokers()));
        }
        try {
          Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
    }
  }

  private List<NewTopic> missing(List<NewTopic> wanted) {
    try {
      Collection<String> present = admin.listTopics().names().get();
      return wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
    } catch (ExecutionException e) {
      throw explained("Could not ask for the topics", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The topic, if there is one of that name. */
  public Optional<State> find(String name) {
    try {
      TopicDescription topic = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      List<TopicPartition> partitions =
          topic.partitions().stream()
              .map(TopicPartitionInfo::partition)
              .map(number -> new TopicPartition(name, number))
              .toList();
      return Optional.of(
          new State(
              topic.topicId().toString(),
              offsets(partitions, OffsetSpec.earliest()),
              offsets(partitions, OffsetSpec.latest())));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw explained("Could not ask for the topic '%s'".formatted(name), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The offset that the next event of each of these partitions gets. */
  public SortedMap<Integer, Long> ends(String name, Collection<Integer> numbers) {
    try {
      return offsets(
          numbers.stream().map(number -> new TopicPartition(name, number)).toList(),
          OffsetSpec.latest());
    } catch (ExecutionException e) {
      throw explained("Could not ask for the offsets of the topic '%s'".formatted(name), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SortedMap<Integer, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new java.util.HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  private MercatoException explained(String what, ExecutionException e) {
    return KafkaFailure.explained(what, clients.brokers(), e);
  }

  private static MercatoException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return MercatoException.failed("Interrupted while waiting for the Kafka brokers.", e);
  }

  @Override
  public void close() {
    admin.close(clients.answer());
  }
}
