/** The simulated shop's events on their way to Kafka, or to files. */
package dev.mercato.streaming.produce;
