package dev.mercato.core.command;

import dev.mercato.core.settings.Environment;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an environment by its label. */
final class EnvironmentConverter implements ITypeConverter<Environment> {
  @Override
  public Environment convert(String label) {
    return Arrays.stream(Environment.values())
        .filter(environment -> environment.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no environment '%s'; it is one of %s"
                        .formatted(
                            label,
                            Arrays.stream(Environment.values())
                                .map(Environment::label)
                                .collect(Collectors.joining(", ")))));
  }
}
