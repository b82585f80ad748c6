package dev.mercato.core.raw;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mercato.core.settings.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a batch is: its days, its origin and the rows of each table. A batch exists once its
 * manifest does.
 *
 * @param from first day, as yyyy-MM-dd
 * @param to last day, as yyyy-MM-dd
 */
public record RawManifest(String from, String to, BatchOrigin origin, List<RawTable> tables) {

  public RawManifest {
    tables = List.copyOf(tables);
  }

  public static RawManifest of(DateRange days, BatchOrigin origin, List<RawTable> tables) {
    return new RawManifest(days.from().toString(), days.to().toString(), origin, tables);
  }

  @JsonIgnore
  public DateRange days() {
    return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
  }

  /** The batch's name, {@code FROM_TO}. */
  @JsonIgnore
  public String batch() {
    return days().batchName();
  }

  public Optional<RawTable> table(String name) {
    return tables.stream().filter(table -> table.table().equals(name)).findFirst();
  }
}
