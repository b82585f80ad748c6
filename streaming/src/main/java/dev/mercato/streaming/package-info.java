/** The stream: events of the simulated shop through Kafka into the tables, each exactly once. */
package dev.mercato.streaming;
