package dev.mercato.ml.model;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The models of a home: {@code NAME/VERSION/} with a manifest, and {@code NAME/champion.json},
 * which says which version serves. A version is made aside and renamed, so a kill leaves none that
 * is half written.
 */
public final class ModelStore {
  /** The models there are. */
  public static final List<String> NAMES = List.of("recommend", "churn");

  private static final String CHAMPION = "champion.json";
  private static final String STAGING = "_staging";
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path root;
  private final ModelFiles files;

  public ModelStore(String directory, Configuration hadoop) {
    this.root = new Path(directory);
    try {
      this.files = new ModelFiles(root, hadoop);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  public static ModelStore of(JobContext context) {
    return new ModelStore(
        context.settings().locations().models(),
        context.spark().sparkContext().hadoopConfiguration());
  }

  /** Begins a new version; what killed trainings have left is deleted when it is a day old. */
  public StagedModel stage(String name) {
    requireKnown(name);
    try {
      Path staging = new Path(new Path(root, name), STAGING);
      deleteAbandoned(staging);
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      while (files.system().exists(directory(new ModelId(name, VERSION.format(now))))) {
        now = now.plusSeconds(1);
      }
      ModelId id = new ModelId(name, VERSION.format(now));
      Path aside = new Path(staging, UUID.randomUUID().toString());
      files.system().mkdirs(aside);
      return new StagedModel(files, aside, directory(id), id, now);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private void deleteAbandoned(Path staging) throws IOException {
    if (!files.system().exists(staging)) {
      return;
    }
    long latest = System.currentTimeMillis() - ABANDONED_AFTER.toMillis();
    for (FileStatus attempt : files.system().listStatus(staging)) {
      if (attempt.getModificationTime() < latest) {
        files.system().delete(attempt.getPath(), true);
      }
    }
  }

  /** The model that serves, checked; empty if none was ever trained. */
  public Optional<StoredModel> champion(String name) {
    return history(name).champion().map(version -> open(new ModelId(name, version)));
  }

  /**
   * The model that serves, checked.
   *
   * @throws MercatoException status 1 if none was ever trained
   */
  public StoredModel requireChampion(String name) {
    return champion(name)
        .orElseThrow(
            () ->
                MercatoException.failed(
                    "There is no model '%s' in %s: train one with 'train %s'."
                        .formatted(name, root, name)));
  }

  /**
   * A version, after all of its files were found to be as they were written.
   *
   * @throws MercatoException status 2 if there is no such version, 1 if it is damaged
   */
  public StoredModel open(ModelId id) {
    requireKnown(id.name());
    Path directory = directory(id);
    ModelManifest manifest = manifest(id);
    Map<String, String> present;
    try {
      present = files.digests(directory);
    } catch (IOException e) {
      throw damaged(id, e.getMessage(), e);
    }
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      if (!file.getValue().equals(present.remove(file.getKey()))) {
        throw damaged(id, file.getKey() + " is not as it was written", null);
      }
    }
    if (!present.isEmpty()) {
      throw damaged(id, present.keySet().iterator().next() + " was added", null);
    }
    return new StoredModel(files, directory, manifest);
  }

  private ModelManifest manifest(ModelId id) {
    try {
      ModelManifest manifest =
          files.readJson(new Path(directory(id), ModelFiles.MANIFEST), ModelManifest.class);
      if (!id.equals(manifest.id())) {
        throw damaged(id, "its manifest is that of " + manifest.id(), null);
      }
      return manifest;
    } catch (FileNotFoundException e) {
      throw MercatoException.usage(
          "There is no model %s in %s: 'models list' shows those there are.".formatted(id, root));
    } catch (IOException e) {
      throw damaged(id, "its manifest cannot be read: " + firstLine(e), e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private MercatoException damaged(ModelId id, String fault, Throwable cause) {
    return MercatoException.failed(
        "The model %s in %s is damaged (%s): roll back with 'models roll-back %s', or train it again with 'train %s'."
            .formatted(id, root, fault, id.name(), id.name()),
        cause);
  }

  /** All versions of a name, the oldest first, damaged ones included. */
  public List<ModelSummary> list(String name) {
    requireKnown(name);
    Optional<String> champion = history(name).champion();
    List<ModelSummary> found = new ArrayList<>();
    try {
      for (FileStatus entry : files.system().listStatus(new Path(root, name))) {
        String version = entry.getPath().getName();
        if (entry.isDirectory() && !version.startsWith("_") && !version.startsWith(".")) {
          ModelId id = new ModelId(name, version);
          found.add(summary(id, champion.filter(version::equals).isPresent()));
        }
      }
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw unreachable(e);
    }
    found.sort(Comparator.comparing(summary -> summary.id().version()));
    return found;
  }

  private ModelSummary summary(ModelId id, boolean champion) {
    try {
      return new ModelSummary(id, champion, Optional.of(manifest(id)), "");
    } catch (MercatoException e) {
      return new ModelSummary(id, champion, Optional.empty(), e.getMessage());
    }
  }

  /** Makes a version the champion; nothing changes if it already is. */
  public void promote(ModelId id) {
    open(id);
    ChampionHistory history = history(id.name());
    if (!history.champion().filter(id.version()::equals).isPresent()) {
      write(id.name(), history.promoted(id.version()));
    }
  }

  /**
   * Makes the champion before the present one the champion again.
   *
   * @throws MercatoException status 1 if there was none before
   */
  public ModelId rollBack(String name) {
    requireKnown(name);
    ChampionHistory history = history(name);
    if (history.versions().size() < 2) {
      throw MercatoException.failed(
          "The model '%s' cannot be rolled back: no other version was the champion before. 'models promote %s VERSION' takes any version."
              .formatted(name, name));
    }
    ChampionHistory earlier = history.rolledBack();
    ModelId champion = new ModelId(name, earlier.champion().orElseThrow());
    open(champion);
    write(name, earlier);
    return champion;
  }

  private ChampionHistory history(String name) {
    requireKnown(name);
    try {
      return files.readJson(new Path(new Path(root, name), CHAMPION), ChampionHistory.class);
    } catch (FileNotFoundException none) {
      return ChampionHistory.NONE;
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s/%s/%s cannot be read (%s): delete it and name a champion with 'models promote'."
              .formatted(root, name, CHAMPION, firstLine(e)),
          e);
    }
  }

  private void write(String name, ChampionHistory history) {
    try {
      files.replaceJson(new Path(new Path(root, name), CHAMPION), history);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Path directory(ModelId id) {
    return new Path(new Path(root, id.name()), id.version());
  }

  /** Refuses names that are no model's, with those that are. */
  public static void requireKnown(String name) {
    if (!NAMES.contains(name)) {
      throw MercatoException.usage(
          "'%s' is no model: take %s.".formatted(name, String.join(" or ", NAMES)));
    }
  }

  private MercatoException unreachable(IOException e) {
    return MercatoException.failed(
        "The models in %s cannot be reached (%s): check paths.models and whose directory it is."
            .formatted(root, e.getMessage()),
        e);
  }
}
