package dev.mercato.streaming.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mercato.core.table.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes a row of a table as a JSON object, in UTF-8: the columns by their names, numbers as
 * numbers, times as {@code 2025-01-31T10:00:00.123456Z}; what is null is left out.
 */
public final class EventWriter {
  /** The header that says by which version of the schema an event is written. */
  public static final String VERSION_HEADER = "schema-version";

  public static final String VERSION = "1";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 384;

  private EventWriter() {}

  public static byte[] write(EventRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    List<Column> columns = row.topic().table().columns();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        Object value = row.values().get(i);
        if (value != null) {
          json.writeFieldName(columns.get(i).name());
          write(json, value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }
}
