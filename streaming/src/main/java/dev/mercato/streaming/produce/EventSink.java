package dev.mercato.streaming.produce;

import dev.mercato.core.MercatoException;
import dev.mercato.streaming.event.EventRow;
import java.time.LocalDate;
import java.util.Optional;

/** Where events are sent. */
interface EventSink extends AutoCloseable {

  /**
   * Whether the event is there already, from an earlier start of the same run.
   *
   * @param position with 0 partitions; the sink knows how many there are
   */
  boolean has(EventRow event, EventPosition position);

  /** The day from which on events of an earlier start of the run may be missing, if it sent any. */
  Optional<LocalDate> resume();

  /**
   * Sends an event; that it has arrived shows later, in the figures.
   *
   * @throws MercatoException status 1 if it or one before it could not be sent
   */
  void send(EventRow event, EventPosition position);

  /**
   * Waits until all have arrived.
   *
   * @throws MercatoException status 1 if one has not
   */
  void flush();

  @Override
  void close();
}
