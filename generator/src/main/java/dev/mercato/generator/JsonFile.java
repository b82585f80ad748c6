package dev.mercato.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A small file that holds one value as JSON. */
record JsonFile(String location, Configuration hadoop) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes the value, also over an older one. */
  void write(Object value) {
    Path path = new Path(location);
    try (OutputStream out = path.getFileSystem(hadoop).create(path, true)) {
      JSON.writerWithDefaultPrettyPrinter().writeValue(out, value);
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s cannot be written (%s): make room or give it to this user."
              .formatted(location, e.getMessage()),
          e);
    }
  }
}
