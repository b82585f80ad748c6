package dev.mercato.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads settings from all their sources and checks them together. */
public final class SettingsLoader {
  private static final String SPARK = "spark.";

  /** Variables that are read elsewhere and are no settings. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "MERCATO_HOME",
          "MERCATO_ENV",
          "MERCATO_CONFIG",
          "MERCATO_MEMORY",
          "MERCATO_JAVA_OPTIONS",
          "MERCATO_VERBOSE");

  private SettingsLoader() {}

  /**
   * The checked settings.
   *
   * @throws MercatoException status 2, naming every fault with its key, value and origin
   */
  public static Settings load(SettingsSource source) {
    List<String> faults = new ArrayList<>();
    Map<String, Setting> values = read(source, faults);

    SettingsReader reader = new SettingsReader(values);
    Path home = source.home().toAbsolutePath().normalize();
    Locations locations =
        new Locations(
            reader.location("paths.raw", home),
            reader.location("paths.truth", home),
            reader.location("paths.warehouse", home),
            reader.localPath("paths.metastore", home),
            reader.location("paths.samples", home),
            reader.location("paths.reports", home),
            reader.location("paths.runs", home),
            reader.location("paths.models", home),
            reader.location("paths.checkpoints", home),
            reader.localPath("paths.broker", home));
    long seed = reader.integer("shop.seed", Long.MIN_VALUE, Long.MAX_VALUE);
    long users = reader.integer("shop.users", 1, 1_000_000_000L);
    int products = (int) reader.integer("shop.products", 100, 1_000_000);
    Optional<LocalDate> opened = reader.date("shop.opened");
    Optional<LocalDate> horizon = reader.date("shop.horizon");
    if (opened.isPresent() && horizon.isPresent() && !horizon.get().isAfter(opened.get())) {
      reader.fault("shop.horizon", "must be later than shop.opened");
    }
    Optional<LocalDate> from = reader.date("generate.from");
    Optional<LocalDate> to = reader.date("generate.to");
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      reader.fault("generate.to", "must not be before generate.from (%s)".formatted(from.get()));
    }
    LoadSettings load = new LoadSettings(reader.share("load.max-reject-share"));
    MaintainSettings maintain =
        new MaintainSettings(
            (int) reader.integer("maintain.merge-above", 1, 10_000),
            reader.duration("maintain.grace-period"));
    RecommendSettings recommend = RecommendSettings.read(reader);
    ChurnSettings churn = ChurnSettings.read(reader);
    MonitorSettings monitor = MonitorSettings.read(reader);
    StreamSettings stream = StreamSettings.read(reader);
    Optional<String> hiveServer = reader.optionalText("hive.server");
    String database = reader.text("database");
    if (!database.isBlank() && !database.matches("[a-z][a-z0-9_]*")) {
      reader.fault("database", "must be a name of small letters, digits and underscores");
    }
    Map<String, String> spark = new TreeMap<>(reader.beginningWith(SPARK));
    Map<String, String> sparkOptions = new TreeMap<>(source.options());
    sparkOptions.keySet().removeIf(key -> !key.startsWith(SPARK));
    spark.keySet().removeAll(sparkOptions.keySet());

    faults.addAll(reader.faults());
    if (!faults.isEmpty()) {
      throw refusal(faults);
    }
    return new Settings(
        source.environment(),
        home,
        database,
        locations,
        new ShopSettings(seed, users, products, opened.orElseThrow(), horizon.orElseThrow()),
        new DateRange(from.orElseThrow(), to.orElseThrow()),
        load,
        maintain,
        recommend,
        churn,
        monitor,
        stream,
        hiveServer,
        spark,
        sparkOptions);
  }

  /**
   * The values that hold, by their keys, and where each comes from.
   *
   * @throws MercatoException status 2, if the settings cannot be used
   */
  public static SortedMap<String, Setting> values(SettingsSource source) {
    load(source);
    return read(source, new ArrayList<>());
  }

  private static SortedMap<String, Setting> read(SettingsSource source, List<String> faults) {
    SortedMap<String, Setting> values = readFiles(source, faults);
    readVariables(source.variables(), values, faults);
    source.options().forEach((key, value) -> values.put(key, new Setting(value, "option")));
    return values;
  }

  private static MercatoException refusal(List<String> faults) {
    return MercatoException.usage(
        "The settings cannot be used: " + String.join("; ", faults) + ".");
  }

  /**
   * The values of both files.
   *
   * @throws MercatoException if one cannot be read: which of its values are missing or wrong is
   *     then not known, and would hide why
   */
  private static SortedMap<String, Setting> readFiles(SettingsSource source, List<String> faults) {
    SortedMap<String, Setting> values = new TreeMap<>();
    List<String> unread = new ArrayList<>();
    for (String name : List.of("mercato.yaml", source.environment().label() + ".yaml")) {
      readFile(source.configuration(), name, values, faults).ifPresent(unread::add);
    }
    if (!unread.isEmpty()) {
      throw refusal(unread);
    }
    return values;
  }

  /** Why the file could not be read. */
  private static Optional<String> readFile(
      Optional<Path> directory, String name, Map<String, Setting> values, List<String> faults) {
    String origin = directory.map(dir -> dir.resolve(name).toString()).orElse("built-in " + name);
    try (InputStream file =
        directory.isPresent()
            ? Files.newInputStream(directory.get().resolve(name))
            : SettingsLoader.class.getResourceAsStream("/config/" + name)) {
      JsonNode root = new YAMLMapper().readTree(file);
      if (root.isObject()) {
        flatten("", root, origin, values, faults);
      } else if (!root.isMissingNode() && !root.isNull()) {
        return Optional.of(origin + " is not a list of keys and values");
      }
      return Optional.empty();
    } catch (NoSuchFileException noFile) {
      return Optional.of(origin + " does not exist");
    } catch (JsonProcessingException broken) {
      return Optional.of(
          "%s is not YAML at line %d: %s"
              .formatted(
                  origin,
                  broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                  broken.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException unreadable) {
      return Optional.of("%s cannot be read: %s".formatted(origin, unreadable.getMessage()));
    }
  }

  private static void flatten(
      String prefix,
      JsonNode node,
      String origin,
      Map<String, Setting> values,
      List<String> faults) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key + ".", value, origin, values, faults);
      } else if (value.isArray()) {
        faults.add("%s is a list where one value is expected (%s)".formatted(key, origin));
      } else {
        values.put(key, new Setting(value.isNull() ? "" : value.asText(), origin));
      }
    }
  }

  private static void readVariables(
      Map<String, String> variables, Map<String, Setting> values, List<String> faults) {
    Map<String, String> keys = new TreeMap<>();
    values.keySet().forEach(key -> keys.put(variableOf(key), key));
    keys.put(variableOf("hive.server"), "hive.server");
    variables.forEach(
        (variable, value) -> {
          if (!variable.startsWith("MERCATO_") || OTHER_VARIABLES.contains(variable)) {
            return;
          }
          String key = keys.get(variable);
          if (key == null) {
            faults.add("the environment variable %s names no setting".formatted(variable));
          } else {
            values.put(key, new Setting(value, variable));
          }
        });
  }

  /** The environment variable that sets a key. */
  static String variableOf(String key) {
    return "MERCATO_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
