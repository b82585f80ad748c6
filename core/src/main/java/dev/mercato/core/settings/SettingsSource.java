package dev.mercato.core.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * From where settings are read.
 *
 * @param configuration the directory of the YAML files; empty means the copy inside the jar
 * @param variables the process's environment
 * @param options key=value pairs of the command line
 */
public record SettingsSource(
    Path home,
    Environment environment,
    Optional<Path> configuration,
    Map<String, String> variables,
    Map<String, String> options) {

  public SettingsSource {
    variables = Map.copyOf(variables);
    options = Map.copyOf(options);
  }
}
