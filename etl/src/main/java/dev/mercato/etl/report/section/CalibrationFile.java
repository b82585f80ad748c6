package dev.mercato.etl.report.section;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.MercatoException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a simulated batch reached beside its targets: a JSON list of figures. */
record CalibrationFile(List<Figure> figures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One figure.
   *
   * @param figure what it is
   * @param low the least that counts as met
   * @param high the most that counts as met
   * @param source where the target was published
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Figure(
      String figure, double target, double low, double high, double reached, String source) {

    Figure {
      if (figure == null || source == null || low > high) {
        throw new IllegalArgumentException("A figure needs a name, a source and a band");
      }
    }

    boolean met() {
      return low <= reached && reached <= high;
    }
  }

  CalibrationFile {
    figures = List.copyOf(figures);
  }

  /** The file, if it is there. */
  static Optional<CalibrationFile> at(Path file, Configuration hadoop) {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return Optional.of(new CalibrationFile(List.of(JSON.readValue(in, Figure[].class))));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw MercatoException.failed(
          "The calibration %s cannot be read (%s): make the batch again, or delete the file."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
