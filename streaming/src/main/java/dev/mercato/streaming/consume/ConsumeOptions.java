package dev.mercato.streaming.consume;

import dev.mercato.streaming.event.Topic;
import java.util.List;

/**
 * What is consumed, and how.
 *
 * @param availableNow whether to end when all is read that the topics have at the start
 * @param acceptLoss whether to go on where the topics have not what the tables should read next
 */
public record ConsumeOptions(List<Topic> topics, boolean availableNow, boolean acceptLoss) {

  public ConsumeOptions {
    topics = List.copyOf(topics);
  }
}
