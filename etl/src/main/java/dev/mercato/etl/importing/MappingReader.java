package dev.mercato.etl.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a mapping file. Collects what is wrong with its structure; expressions are judged later,
 * when the columns of the source are known, so that all faults are told together.
 */
final class MappingReader {
  private final Path file;
  private final List<String> faults = new ArrayList<>();

  MappingReader(Path file) {
    this.file = file;
  }

  /** Faults so far, each with its key. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /**
   * The mapping as far as it can be understood.
   *
   * @throws MercatoException status 2 if there is no such file, if it is no YAML, or if so much is
   *     missing that no source can be read by it
   */
  Mapping read() {
    JsonNode root = tree();
    allow("", root, Set.of("name", "source", "day", "tables"));
    String name = text("name", root.path("name")).orElse(baseName());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      faults.add("name: '%s' must be letters, digits, dots and hyphens".formatted(name));
    }
    SourceFormat source = source(root.path("source"));
    List<TableMapping> tables = tables(root.path("tables"));
    Optional<String> day =
        text("day", root.path("day"))
            .or(
                () ->
                    Mapping.facts(tables)
                        .flatMap(facts -> facts.expression(Table.EVENT_TIME))
                        .map("CAST(%s AS DATE)"::formatted));
    if (day.isEmpty()) {
      faults.add(
          "day: is missing; give the day of a row of the source as an expression, such as to_date(ordered_at)");
    }
    return new Mapping(name, file.toString(), source, day.orElse("current_date()"), tables);
  }

  private JsonNode tree() {
    try {
      JsonNode root = new YAMLMapper().readTree(Files.readString(file));
      if (!root.isObject()) {
        throw MercatoException.usage(
            "The mapping %s cannot be used: it is not a list of keys and values.".formatted(file));
      }
      return root;
    } catch (JsonProcessingException broken) {
      throw MercatoException.usage(
          "The mapping %s cannot be used: it is no YAML at line %d (%s)."
              .formatted(
                  file,
                  broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                  broken.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw MercatoException.usage(
          "The mapping %s cannot be read (%s): give a mapping file with --mapping."
              .formatted(
                  file,
                  e instanceof java.nio.file.NoSuchFileException
                      ? "no such file"
                      : e.getMessage()));
    }
  }

  private String baseName() {
    String name = file.getFileName().toString();
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  private SourceFormat source(JsonNode node) {
    allow("source.", node, Set.of("format", "files", "options"));
    String format = text("source.format", node.path("format")).orElse("");
    String formats =
        Arrays.stream(SourceFormat.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    Optional<SourceFormat.Kind> kind =
        Arrays.stream(SourceFormat.Kind.values())
            .filter(known -> known.name().equalsIgnoreCase(format))
            .findFirst();
    if (kind.isEmpty()) {
      faults.add(
          format.isEmpty()
              ? "source.format: is missing; it is one of " + formats
              : "source.format: '%s' is not one of %s".formatted(format, formats));
    }
    return new SourceFormat(
        kind.orElse(SourceFormat.Kind.CSV),
        text("source.files", node.path("files")),
        texts("source.options", node.path("options")));
  }

  private List<TableMapping> tables(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      faults.add("tables: names no table");
      return List.of();
    }
    List<String> known = Registry.LOADED.stream().map(Table::name).toList();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                faults.add(
                    "tables.%s: there is no such table to fill; there are %s"
                        .formatted(name, String.join(", ", known)));
              }
            });
    return Registry.LOADED.stream()
        .filter(table -> node.has(table.name()))
        .map(table -> table(table, node.path(table.name())))
        .toList();
  }

  private TableMapping table(Table table, JsonNode node) {
    String key = "tables." + table.name() + ".";
    allow(key, node, Set.of("where", "order by", "require", "columns"));
    Optional<String> orderBy = text(key + "order by", node.path("order by"));
    boolean snapshot = table.kind() == TableKind.SNAPSHOT;
    if (snapshot && orderBy.isEmpty()) {
      faults.add(
          key
              + "order by: is missing; it says which row of the source gives a key its values, such as ordered_at DESC");
    }
    if (!snapshot && orderBy.isPresent()) {
      faults.add(key + "order by: has no meaning for a table in which every row counts");
    }
    return new TableMapping(
        table,
        text(key + "where", node.path("where")),
        orderBy,
        texts(key + "require", node.path("require")),
        columns(table, key + "columns", node.path("columns")));
  }

  private Map<String, ColumnMapping> columns(Table table, String key, JsonNode node) {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      if (table.column(name).isEmpty()) {
        faults.add(
            "%s.%s: the table '%s' has no such column; it has %s"
                .formatted(key, name, table.name(), String.join(", ", table.columnNames())));
        continue;
      }
      column(key + "." + name, entry.getValue()).ifPresent(column -> columns.put(name, column));
    }
    for (Column column : table.columns()) {
      if (!column.nullable() && !node.has(column.name())) {
        faults.add("%s.%s: is missing, and the table needs it".formatted(key, column.name()));
      }
    }
    return columns;
  }

  private Optional<ColumnMapping> column(String key, JsonNode node) {
    if (node.isObject()) {
      allow(key + ".", node, Set.of("expression", "may be null"));
      return text(key + ".expression", node.path("expression"))
          .map(
              expression ->
                  new ColumnMapping(expression, node.path("may be null").asBoolean(false)));
    }
    return text(key, node).map(expression -> new ColumnMapping(expression, false));
  }

  private void allow(String prefix, JsonNode node, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!keys.contains(name)) {
                faults.add(
                    "%s%s: is not known here; keys are %s"
                        .formatted(
                            prefix,
                            name,
                            keys.stream().sorted().collect(Collectors.joining(", "))));
              }
            });
  }

  private Map<String, String> texts(String key, JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!node.isMissingNode() && !node.isObject()) {
      faults.add(key + ": must be keys and values");
    }
    node.properties()
        .forEach(
            entry ->
                text(key + "." + entry.getKey(), entry.getValue())
                    .ifPresent(value -> texts.put(entry.getKey(), value)));
    return texts;
  }

  private Optional<String> text(String key, JsonNode node) {
    if (node.isContainerNode()) {
      faults.add(key + ": must be one value");
      return Optional.empty();
    }
    return Optional.of(node.asText())
        .filter(value -> !node.isNull() && !node.isMissingNode() && !value.isBlank());
  }
}
