package dev.mercato.core.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mercato.core.settings.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Loads and what they brought, as the ASCII JSON that stands in metastore parameters. */
final class LoadJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private LoadJson() {}

  static String contributions(List<Contribution> contributions) {
    ArrayNode array = JSON.createArrayNode();
    for (Contribution part : contributions) {
      ObjectNode node = array.addObject();
      node.put("attempt", part.attempt());
      node.put("duplicates", part.duplicates());
      write(node.putObject("loaded"), part.loaded());
      write(node.putObject("stats"), part.stats());
    }
    return array.toString();
  }

  static List<Contribution> contributions(String text, String table, YearMonth month) {
    List<Contribution> contributions = new ArrayList<>();
    for (JsonNode node : parse(text)) {
      contributions.add(
          new Contribution(
              load(node.get("loaded"), table),
              node.get("attempt").textValue(),
              stats(node.get("stats"), month),
              node.get("duplicates").longValue()));
    }
    return contributions;
  }

  static String snapshotLoads(List<SnapshotLoad> loads) {
    ArrayNode array = JSON.createArrayNode();
    for (SnapshotLoad load : loads) {
      ObjectNode node = array.addObject();
      node.put("attempt", load.attempt());
      node.put("dataDate", load.dataDate().toString());
      write(node.putObject("loaded"), load.record());
    }
    return array.toString();
  }

  static List<SnapshotLoad> snapshotLoads(String text, String table) {
    List<SnapshotLoad> loads = new ArrayList<>();
    for (JsonNode node : parse(text)) {
      loads.add(
          new SnapshotLoad(
              load(node.get("loaded"), table),
              node.get("attempt").textValue(),
              LocalDate.parse(node.get("dataDate").textValue())));
    }
    return loads;
  }

  static String names(Map<String, String> names) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(names).forEach(node::put);
    return node.toString();
  }

  static Map<String, String> names(String text) {
    Map<String, String> names = new TreeMap<>();
    parse(text).properties().forEach(e -> names.put(e.getKey(), e.getValue().textValue()));
    return names;
  }

  private static void write(ObjectNode node, LoadRecord load) {
    node.put("load", load.loadId());
    node.put("source", load.source());
    load.dates()
        .ifPresent(
            dates -> {
              node.put("from", dates.from().toString());
              node.put("to", dates.to().toString());
            });
    node.put("read", load.read());
    node.put("kept", load.kept());
    node.put("rejected", load.rejected());
    node.put("duplicates", load.duplicates());
    node.put("replaced", load.replaced());
    load.offsets().ifPresent(offsets -> node.put("offsets", offsets));
    node.put("checksum", load.checksum());
    node.put("committedAt", load.committedAt().toString());
  }

  private static LoadRecord load(JsonNode node, String table) {
    return new LoadRecord(
        node.get("load").textValue(),
        table,
        node.get("source").textValue(),
        text(node, "from")
            .map(
                from ->
                    new DateRange(
                        LocalDate.parse(from), LocalDate.parse(node.get("to").textValue()))),
        node.get("read").longValue(),
        node.get("kept").longValue(),
        node.get("rejected").longValue(),
        node.get("duplicates").longValue(),
        node.get("replaced").longValue(),
        text(node, "offsets"),
        node.get("checksum").longValue(),
        Instant.parse(node.get("committedAt").textValue()));
  }

  private static void write(ObjectNode node, MonthStats stats) {
    node.put("rows", stats.rows());
    stats.firstAt().ifPresent(time -> node.put("firstAt", time.toString()));
    stats.lastAt().ifPresent(time -> node.put("lastAt", time.toString()));
    stats.lastStatusAt().ifPresent(time -> node.put("lastStatusAt", time.toString()));
    node.put("checksum", stats.checksum());
  }

  private static MonthStats stats(JsonNode node, YearMonth month) {
    return new MonthStats(
        month,
        node.get("rows").longValue(),
        text(node, "firstAt").map(Instant::parse),
        text(node, "lastAt").map(Instant::parse),
        text(node, "lastStatusAt").map(Instant::parse),
        node.get("checksum").longValue());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).map(JsonNode::textValue);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not JSON in the metastore's parameters: " + text, e);
    }
  }
}
