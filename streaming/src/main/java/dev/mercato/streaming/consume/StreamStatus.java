package dev.mercato.streaming.consume;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The file in which a running consumer says how it is doing, for those who watch from elsewhere.
 */
public final class StreamStatus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Configuration hadoop;

  public StreamStatus(Settings settings) {
    this.file = new Path(settings.locations().checkpoints(), "status.json");
    this.hadoop = new Configuration();
    settings.hadoop().forEach(hadoop::set);
  }

  /** What one topic's stream was at. */
  public record Entry(StreamSnapshot figures, long lag) {}

  /** What a consumer said last. */
  public record Told(Instant at, Map<String, Entry> topics) {
    public Told {
      topics = Map.copyOf(topics);
    }
  }

  /** Says it. */
  public void write(Map<String, StreamSnapshot> figures, Map<String, Long> lags) {
    ObjectNode root = JSON.createObjectNode();
    root.put("at", Instant.now().toString());
    ObjectNode topics = root.putObject("topics");
    figures.forEach(
        (topic, snapshot) ->
            topics
                .putObject(topic)
                .put("lag", lags.getOrDefault(topic, 0L))
                .set("figures", JSON.valueToTree(snapshot)));
    try {
      FileSystem files = file.getFileSystem(hadoop);
      Path target = files.makeQualified(file);
      Path aside = new Path(target.getParent(), "_" + target.getName());
      try (var out = files.create(aside, true)) {
        out.write(JSON.writeValueAsBytes(root));
      }
      FileContext.getFileContext(target.toUri(), hadoop)
          .rename(aside, target, Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s cannot be written (%s): make room, or set paths.checkpoints."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** What was said last, if anything ever was. */
  public Optional<Told> read() {
    try (var in = file.getFileSystem(hadoop).open(file)) {
      var root = JSON.readTree(in.readAllBytes());
      Map<String, Entry> topics = new TreeMap<>();
      for (var topic : root.path("topics").properties()) {
        topics.put(
            topic.getKey(),
            new Entry(
                JSON.treeToValue(topic.getValue().path("figures"), StreamSnapshot.class),
                topic.getValue().path("lag").asLong()));
      }
      return Optional.of(new Told(Instant.parse(root.path("at").asText()), topics));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s cannot be read (%s): delete it, a consumer writes it anew."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
