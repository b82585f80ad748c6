/** Events from Kafka into the tables: each micro-batch of a topic is one load of its table. */
package dev.mercato.streaming.consume;
