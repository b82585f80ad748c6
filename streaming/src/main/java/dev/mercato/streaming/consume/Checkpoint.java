package dev.mercato.streaming.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.MercatoException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What Structured Streaming keeps of a query: {@code metadata}, {@code offsets/N} with the offsets
 * at which batch N ends, {@code commits/N} once it is done with. Read here to compare it with what
 * the table says, which is the truth.
 */
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final Path stream;
  private final Path directory;
  private final String topic;
  private final FileSystem files;

  /**
   * @param location the stream's directory, in which the checkpoint is one
   */
  Checkpoint(String location, String topic, Configuration hadoop) {
    this.topic = topic;
    try {
      Path path = new Path(location);
      this.files = path.getFileSystem(hadoop);
      this.stream = files.makeQualified(path);
      this.directory = new Path(stream, "checkpoint");
    } catch (IOException e) {
      throw unreachable(location, e);
    }
  }

  /**
   * Where the query stands.
   *
   * @param before where its last batch began, if it has one before that to tell
   * @param until where its last batch ends
   * @param done whether that batch is done with
   */
  record State(
      Optional<SortedMap<Integer, Long>> before, SortedMap<Integer, Long> until, boolean done) {

    /** Whether a query that goes on from here reads on where the table ends. */
    boolean agreesWith(Map<Integer, Long> table) {
      return until.equals(table) || (!done && before.map(table::equals).orElse(false));
    }
  }

  /** A checkpoint that cannot be gone on from. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(String what) {
      super(what);
    }
  }

  String location() {
    return directory.toString();
  }

  /**
   * Where the query stands; nothing if there is no checkpoint.
   *
   * @throws Damaged if some of it is missing or unreadable
   */
  Optional<State> state() throws Damaged {
    try {
      if (!files.exists(directory)) {
        return Optional.empty();
      }
      OptionalLong last = latest("offsets");
      OptionalLong done = latest("commits");
      requireMetadata();
      if (last.isEmpty()) {
        if (done.isPresent()) {
          throw new Damaged("it has commits and no offsets");
        }
        return Optional.empty();
      }
      if (done.isPresent() && done.getAsLong() > last.getAsLong()) {
        throw new Damaged("it has a commit of a batch that it has no offsets of");
      }
      Optional<SortedMap<Integer, Long>> before =
          last.getAsLong() > 0 && files.exists(offsetsFile(last.getAsLong() - 1))
              ? Optional.of(read(last.getAsLong() - 1))
              : Optional.empty();
      boolean isDone = done.isPresent() && done.getAsLong() == last.getAsLong();
      return Optional.of(new State(before, read(last.getAsLong()), isDone));
    } catch (IOException e) {
      throw new Damaged(e.getMessage());
    }
  }

  /**
   * The offsets at which a batch ends.
   *
   * @throws MercatoException status 1 if the file is not there, or not whole
   */
  SortedMap<Integer, Long> until(long batch) {
    try {
      return read(batch);
    } catch (IOException | Damaged e) {
      throw MercatoException.failed(
          "The checkpoint %s was damaged while its stream ran (%s): start the consumer again, it goes on from what the table has."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Takes the checkpoint out of the way, so that a new one begins; the last one is kept. */
  void setAside() {
    try {
      for (FileStatus file : files.listStatus(stream)) {
        if (file.getPath().getName().startsWith("aside-")) {
          files.delete(file.getPath(), true);
        }
      }
      if (files.exists(directory)
          && !files.rename(directory, new Path(stream, "aside-" + STAMP.format(Instant.now())))) {
        throw new IOException("it cannot be renamed");
      }
    } catch (IOException e) {
      throw unreachable(stream.toString(), e);
    }
  }

  private void requireMetadata() throws IOException, Damaged {
    try {
      JsonNode metadata = JSON.readTree(text(new Path(directory, "metadata")));
      if (metadata == null || !metadata.hasNonNull("id")) {
        throw new Damaged("its metadata name no query");
      }
    } catch (FileNotFoundException e) {
      throw new Damaged("its metadata are missing");
    }
  }

  private OptionalLong latest(String log) throws IOException {
    Path path = new Path(directory, log);
    if (!files.exists(path)) {
      return OptionalLong.empty();
    }
    LongStream.Builder batches = LongStream.builder();
    for (FileStatus file : files.listStatus(path)) {
      String name = file.getPath().getName();
      if (name.matches("\\d+")) {
        batches.add(Long.parseLong(name));
      }
    }
    return batches.build().max();
  }

  private Path offsetsFile(long batch) {
    return new Path(directory, "offsets/" + batch);
  }

  /** The file has a version, a line of the query's own, and a line for its one source. */
  private SortedMap<Integer, Long> read(long batch) throws IOException, Damaged {
    List<String> lines = text(offsetsFile(batch)).lines().toList();
    if (lines.size() != 3 || !lines.get(0).equals("v1")) {
      throw new Damaged("the offsets of batch %d are not whole".formatted(batch));
    }
    JsonNode partitions = JSON.readTree(lines.get(2)).path(topic);
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    for (Map.Entry<String, JsonNode> partition : partitions.properties()) {
      offsets.put(Integer.valueOf(partition.getKey()), partition.getValue().asLong());
    }
    if (offsets.isEmpty()) {
      throw new Damaged("the offsets of batch %d are of another topic".formatted(batch));
    }
    return offsets;
  }

  private String text(Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static MercatoException unreachable(String place, IOException e) {
    return MercatoException.failed(
        "The stream's directory %s cannot be used (%s): see that its file system is there and can be written, or set paths.checkpoints."
            .formatted(place, e.getMessage()),
        e);
  }
}
