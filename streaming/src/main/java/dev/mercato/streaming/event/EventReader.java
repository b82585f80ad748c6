package dev.mercato.streaming.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.ColumnType;
import dev.mercato.core.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link EventWriter} writes: one JSON object, its fields of the types of the table's
 * columns. Fields that the table has not are passed over; those that are left out are null. Whether
 * a null is allowed, and a value, is the contract's affair.
 */
public final class EventReader {
  private static final int LONGEST_VALUE = 200;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<Column> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final int maxBytes;

  /**
   * @param maxBytes a larger event is not read
   */
  public EventReader(Table table, int maxBytes) {
    this.columns = table.columns();
    this.maxBytes = maxBytes;
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
  }

  /**
   * Reads an event into the first places of a row, as Spark has the columns' types.
   *
   * @param event null for one without a value
   * @return why it cannot be read, as {@code what is demanded: what was found}; null if it can
   */
  public String read(byte[] event, Object[] into) {
    if (event == null || event.length == 0) {
      return "event not empty: ''";
    }
    if (event.length > maxBytes) {
      return "event of at most %d bytes: %d".formatted(maxBytes, event.length);
    }
    try (JsonParser json = JSON.createParser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return "event a JSON object: " + shown(json.getText());
      }
      String fault = fields(json, into);
      if (json.nextToken() != null) {
        return "event one JSON object: more comes after it";
      }
      return fault;
    } catch (JsonProcessingException e) {
      return "event readable JSON: "
          + shown(e.getOriginalMessage().replaceAll(" \\(start marker.*", ""));
    } catch (IOException e) {
      return "event readable JSON: " + shown(e.getMessage());
    }
  }

  private String fields(JsonParser json, Object[] into) throws IOException {
    String fault = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Integer place = places.get(json.currentName());
      JsonToken token = json.nextToken();
      if (place == null) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        Column column = columns.get(place);
        Object value = value(json, token, column.type());
        if (value == null && fault == null) {
          fault =
              "%s of type %s: %s"
                  .formatted(
                      column.name(),
                      column.type().sql(),
                      token.isScalarValue() ? shown(json.getText()) : token.asString());
        }
        json.skipChildren();
        into[place] = value;
      }
    }
    return fault;
  }

  /** The value, or null if it is of another type. */
  private static Object value(JsonParser json, JsonToken token, ColumnType type)
      throws IOException {
    return switch (type) {
      case BIGINT -> whole(json, token, Long.MIN_VALUE, Long.MAX_VALUE);
      case INT -> {
        Long number = whole(json, token, Integer.MIN_VALUE, Integer.MAX_VALUE);
        yield number == null ? null : Integer.valueOf(number.intValue());
      }
      case DOUBLE -> token.isNumeric() ? (Object) json.getDoubleValue() : null;
      case BOOLEAN -> token.isBoolean() ? (Object) json.getBooleanValue() : null;
      case STRING -> token == JsonToken.VALUE_STRING ? json.getText() : null;
      case TIMESTAMP -> token == JsonToken.VALUE_STRING ? time(json.getText()) : null;
      case PRICE, AMOUNT, TOTAL -> token.isNumeric() ? money(json, type) : null;
      case DATE -> throw new IllegalArgumentException("No event has a date");
    };
  }

  private static Long whole(JsonParser json, JsonToken token, long least, long most)
      throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    BigInteger number = json.getBigIntegerValue();
    boolean fits = number.bitLength() < Long.SIZE;
    long value = number.longValue();
    return fits && value >= least && value <= most ? value : null;
  }

  /** To the cent: a fraction of one would be lost. */
  private static BigDecimal money(JsonParser json, ColumnType type) throws IOException {
    org.apache.spark.sql.types.DecimalType decimal =
        (org.apache.spark.sql.types.DecimalType) type.sparkType();
    BigDecimal number = json.getDecimalValue();
    // A number such as 1e999999999 would take that many digits to write out.
    if (number.precision() - number.scale() > decimal.precision() - decimal.scale()) {
      return null;
    }
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() > decimal.scale() ? null : plain.setScale(decimal.scale());
  }

  /** To the microsecond: what is finer would be lost. */
  private static Timestamp time(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.equals(instant.truncatedTo(ChronoUnit.MICROS))
          ? Timestamp.from(instant)
          : null;
    } catch (DateTimeException | IllegalArgumentException notATime) {
      return null;
    }
  }

  private static String shown(String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE);
  }
}
