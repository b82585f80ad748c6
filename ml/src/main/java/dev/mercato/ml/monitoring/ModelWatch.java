package dev.mercato.ml.monitoring;

import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.ShopTimeline;

/** How models of one name are watched. */
public interface ModelWatch {
  /** Where a model keeps what it is compared with later. */
  String FILE = "monitoring.json";

  /** The models' name. */
  String name();

  /** Compares what is loaded now with what a model has kept in {@link #FILE}. */
  Observation observe(ShopTimeline timeline, StoredModel model);
}
