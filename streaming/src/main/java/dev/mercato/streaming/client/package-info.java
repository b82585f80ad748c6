/** How Kafka's clients are set up, and what their failures mean. */
package dev.mercato.streaming.client;
