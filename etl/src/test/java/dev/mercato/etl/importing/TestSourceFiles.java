package dev.mercato.etl.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSourceFiles {
  private static final SourceFormat CSV =
      new SourceFormat(SourceFormat.Kind.CSV, Optional.of("*.csv"), Map.of());

  @TempDir Path directory;

  @Test
  void theFilesOfADirectoryAndOfWhatIsInItAreFoundByName() throws IOException {
    Path second = file("march/2.csv");
    Path first = file("1 (copy).csv");
    file("notes[1].txt");

    assertThat(of(directory).paths()).containsExactly("file:" + first, "file:" + second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "[", "]", "*", "?", "\\"})
  void aSourceThatSparkWouldTakeForAPatternIsRefusedWhetherOrNotItIsThere(String character) {
    Path source = directory.resolve("shop" + character);

    assertRefused(source, "The source file:%s has a '%s' in its path".formatted(source, character));
  }

  @Test
  void aFileThatSparkWouldTakeForAPatternIsRefusedByItsName() throws IOException {
    file("1.csv");
    Path file = file("2[1].csv");

    assertRefused(directory, "The source's file file:%s has a '[' in its path".formatted(file));
  }

  private void assertRefused(Path source, String sentence) {
    assertThatThrownBy(() -> of(source))
        .hasMessageStartingWith(sentence)
        .asInstanceOf(InstanceOfAssertFactories.type(MercatoException.class))
        .satisfies(error -> assertThat(error.status()).isEqualTo(ExitStatus.USAGE));
  }

  private static SourceFiles of(Path source) {
    return SourceFiles.of(source.toString(), CSV, new Configuration());
  }

  private Path file(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "id\n1\n");
  }
}
