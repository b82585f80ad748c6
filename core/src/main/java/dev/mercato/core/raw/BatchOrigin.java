package dev.mercato.core.raw;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where the rows of a batch come from. Batches of one raw zone all come from the same place. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BatchOrigin.SimulatedShop.class, name = "simulated"),
  @JsonSubTypes.Type(value = BatchOrigin.ImportedFiles.class, name = "imported")
})
public sealed interface BatchOrigin {

  /** The origin in a few words, for messages. */
  @JsonIgnore
  String description();

  /** A simulated shop; dates as yyyy-MM-dd. */
  record SimulatedShop(long seed, long users, int products, String opened, String horizon)
      implements BatchOrigin {
    @Override
    public String description() {
      return "the shop with seed %d, %d users and %d products, %s to %s"
          .formatted(seed, users, products, opened, horizon);
    }
  }

  /** Files of a real shop, taken in by a mapping of that name. */
  record ImportedFiles(String mapping) implements BatchOrigin {
    @Override
    public String description() {
      return "the files imported by the mapping '%s'".formatted(mapping);
    }
  }
}
