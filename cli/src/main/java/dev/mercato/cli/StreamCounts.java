package dev.mercato.cli;

import dev.mercato.streaming.consume.StreamSnapshot;

/**
 * What both ends of one topic have counted.
 *
 * @param sent events that the broker has confirmed
 * @param backlog events that waited in the topic before the first was sent
 * @param figures of the end that reads
 */
record StreamCounts(long sent, long backlog, StreamSnapshot figures) {

  /** Whether all that was to be read was, and each of it kept, rejected, or there already. */
  boolean agree() {
    return sent + backlog == figures.read()
        && figures.read() == figures.kept() + figures.rejected() + figures.duplicates();
  }
}
