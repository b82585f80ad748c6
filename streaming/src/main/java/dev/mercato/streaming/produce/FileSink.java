package dev.mercato.streaming.produce;

import dev.mercato.core.MercatoException;
import dev.mercato.streaming.event.EventRow;
import dev.mercato.streaming.event.EventWriter;
import dev.mercato.streaming.event.Topic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file of JSON lines for each topic. They get their names when they are whole. */
final class FileSink implements EventSink {
  private final Path directory;
  private final ProducerFigures figures;
  private final Map<String, OutputStream> open = new TreeMap<>();

  FileSink(Path directory, ProducerFigures figures) {
    this.directory = directory;
    this.figures = figures;
    try {
      Files.createDirectories(directory);
      for (Topic topic : Topic.ALL) {
        open.put(
            topic.name(), new BufferedOutputStream(Files.newOutputStream(aside(topic.name()))));
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private Path aside(String topic) {
    return directory.resolve("." + topic + ".jsonl");
  }

  @Override
  public boolean has(EventRow event, EventPosition position) {
    return false;
  }

  @Override
  public Optional<LocalDate> resume() {
    return Optional.empty();
  }

  @Override
  public void send(EventRow event, EventPosition position) {
    try {
      OutputStream out = open.get(event.topic().name());
      out.write(EventWriter.write(event));
      out.write('\n');
      figures.acknowledged(figures.sent(figures.clock()), event.topic().name());
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  @Override
  public void flush() {
    try {
      for (Map.Entry<String, OutputStream> file : open.entrySet()) {
        file.getValue().close();
        Files.move(
            aside(file.getKey()),
            directory.resolve(file.getKey() + ".jsonl"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      open.clear();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private MercatoException cannotWrite(IOException e) {
    return MercatoException.failed(
        "The events cannot be written to %s (%s): make room, or give another directory by --to-files."
            .formatted(directory, e.getMessage()),
        e);
  }

  /** What is not whole goes. */
  @Override
  public void close() {
    for (Map.Entry<String, OutputStream> file : open.entrySet()) {
      try {
        file.getValue().close();
        Files.deleteIfExists(aside(file.getKey()));
      } catch (IOException e) {
        throw cannotWrite(e);
      }
    }
  }
}
