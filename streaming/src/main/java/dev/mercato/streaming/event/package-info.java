/** Events on their way through Kafka: topics, and rows of the tables as JSON. */
package dev.mercato.streaming.event;
