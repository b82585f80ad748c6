package dev.mercato.core.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes typed values out of raw settings and collects every fault on the way. */
final class SettingsReader {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Pattern URI_SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

  private final Map<String, Setting> settings;
  private final Set<String> known = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  SettingsReader(Map<String, Setting> settings) {
    this.settings = new TreeMap<>(settings);
  }

  /** A value that may be left out. */
  Optional<String> optionalText(String key) {
    known.add(key);
    return Optional.ofNullable(settings.get(key)).map(Setting::value).filter(v -> !v.isBlank());
  }

  String text(String key) {
    return required(key).orElse("");
  }

  long integer(String key, long minimum, long maximum) {
    return number(key, minimum, maximum).orElse(minimum);
  }

  /** A number with a fraction. */
  double decimal(String key, double minimum, double maximum) {
    Optional<String> text = required(key);
    if (text.isPresent()) {
      try {
        double value = Double.parseDouble(text.get());
        if (value >= minimum && value <= maximum) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // falls through to the fault
      }
      fault(key, "must be a number from %s to %s".formatted(minimum, maximum));
    }
    return minimum;
  }

  double share(String key) {
    Optional<String> text = required(key);
    if (text.isPresent()) {
      try {
        double value = Double.parseDouble(text.get());
        if (value >= 0 && value <= 1) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // falls through to the fault
      }
      fault(key, "must be a share from 0 to 1");
    }
    return 0;
  }

  /** A date; empty if there is a fault, so that it is not compared with others. */
  Optional<LocalDate> date(String key) {
    Optional<String> text = required(key);
    if (text.isPresent()) {
      try {
        return Optional.of(LocalDate.parse(text.get()));
      } catch (DateTimeParseException notADate) {
        fault(key, "must be a date such as 2025-01-31");
      }
    }
    return Optional.empty();
  }

  Duration duration(String key) {
    Optional<String> text = required(key);
    if (text.isPresent()) {
      Matcher parts = DURATION.matcher(text.get().trim());
      if (parts.matches()) {
        ChronoUnit unit =
            switch (parts.group(2)) {
              case "ms" -> ChronoUnit.MILLIS;
              case "s" -> ChronoUnit.SECONDS;
              case "m" -> ChronoUnit.MINUTES;
              case "h" -> ChronoUnit.HOURS;
              default -> ChronoUnit.DAYS;
            };
        try {
          long amount = Long.parseLong(parts.group(1));
          if (amount <= LONGEST.dividedBy(unit.getDuration())) {
            return Duration.of(amount, unit);
          }
        } catch (NumberFormatException tooManyDigits) {
          // falls through to the fault
        }
      }
      fault(
          key,
          "must be a time such as 30s, 15m, 24h or 7d, of at most %dd".formatted(LONGEST.toDays()));
    }
    return Duration.ZERO;
  }

  /** A URI as it is, or a path made absolute from the home directory. */
  String location(String key, Path home) {
    String text = text(key);
    String location =
        URI_SCHEME.matcher(text).matches() ? text.replaceAll("/+$", "") : absolute(text, home);
    PatternCharacters.firstIn(location)
        .ifPresent(
            character -> {
              if (text.contains(character)) {
                fault(
                    key,
                    "must have no '%s' in it, by which Spark would take it for a pattern"
                        .formatted(character));
              } else {
                homeFault(home, character);
              }
            });
    return location;
  }

  /** A path of this machine, made absolute from the home directory. Spark never reads there. */
  String localPath(String key, Path home) {
    String text = text(key);
    if (URI_SCHEME.matcher(text).matches()) {
      fault(key, "must be a plain path on this machine, such as /data/metastore");
    }
    return absolute(text, home);
  }

  private static String absolute(String text, Path home) {
    return home.resolve(text).toAbsolutePath().normalize().toString();
  }

  private void homeFault(Path home, String character) {
    String fault =
        "the home directory %s has a '%s' in its path, by which Spark would take it for a pattern (rename it, or give another with --home)"
            .formatted(home, character);
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }

  /** All values whose keys begin with the prefix, by full key. */
  Map<String, String> beginningWith(String prefix) {
    Map<String, String> found = new TreeMap<>();
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            known.add(key);
            found.put(key, setting.value());
          }
        });
    return found;
  }

  void fault(String key, String sentence) {
    Setting setting = settings.get(key);
    faults.add(
        setting == null
            ? "%s %s".formatted(key, sentence)
            : "%s %s, not '%s' (%s)".formatted(key, sentence, setting.value(), setting.origin()));
  }

  /** The faults so far, those of unknown keys included; call it after all values were taken. */
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    settings.forEach(
        (key, setting) -> {
          if (!known.contains(key)) {
            all.add("%s is no setting (%s)%s".formatted(key, setting.origin(), suggestion(key)));
          }
        });
    return all;
  }

  private Optional<Long> number(String key, long minimum, long maximum) {
    Optional<String> text = required(key);
    if (text.isPresent()) {
      try {
        long value = Long.parseLong(text.get().replace("_", ""));
        if (value >= minimum && value <= maximum) {
          return Optional.of(value);
        }
      } catch (NumberFormatException notANumber) {
        // falls through to the fault
      }
      fault(key, "must be a whole number from %d to %d".formatted(minimum, maximum));
    }
    return Optional.empty();
  }

  private Optional<String> required(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      faults.add("%s has no value".formatted(key));
    }
    return text;
  }

  private String suggestion(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> candidate.endsWith("." + last) || distance(candidate, key) <= 2)
        .findFirst()
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
