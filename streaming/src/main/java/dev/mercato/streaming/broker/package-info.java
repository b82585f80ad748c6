/** A Kafka broker of one's own, for those who have none. */
package dev.mercato.streaming.broker;
