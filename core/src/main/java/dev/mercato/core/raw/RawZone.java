package dev.mercato.core.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The batches of raw files under one root: {@code TABLE/batch=FROM_TO/month=yyyy-MM/*.parquet} for
 * facts, {@code TABLE/batch=FROM_TO/*.parquet} for snapshots, {@code manifests/FROM_TO.json}.
 *
 * <p>A batch is written aside, moved into place table by table, and exists once its manifest is
 * there. Made again, it replaces itself the same way.
 */
public final class RawZone {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFESTS = "manifests";
  private static final String STAGING = "_staging";

  /** No batch takes so long to make. */
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final Path root;
  private final FileSystem files;

  public RawZone(String root, Configuration hadoop) {
    this.root = new Path(root);
    try {
      this.files = this.root.getFileSystem(hadoop);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The raw zone %s cannot be reached (%s): check paths.raw."
              .formatted(root, e.getMessage()),
          e);
    }
  }

  public String location() {
    return root.toString();
  }

  /** All batches, the earliest days first. */
  public List<RawManifest> batches() {
    Path manifests = new Path(root, MANIFESTS);
    try {
      List<RawManifest> found = new ArrayList<>();
      for (FileStatus file : files.listStatus(manifests)) {
        if (file.getPath().getName().endsWith(".json")) {
          found.add(read(file.getPath()));
        }
      }
      found.sort(Comparator.comparing(manifest -> manifest.days().from()));
      return found;
    } catch (FileNotFoundException noManifests) {
      return List.of();
    } catch (IOException e) {
      throw cannotRead(manifests, e);
    }
  }

  /** The batch of that name, if there is one. */
  public Optional<RawManifest> batch(String name) {
    return batches().stream().filter(manifest -> manifest.batch().equals(name)).findFirst();
  }

  /** The directory that holds a batch's files of a table. */
  public Path directory(String batch, String table) {
    return new Path(root, table + "/batch=" + batch);
  }

  /**
   * Refuses a batch that has no place here.
   *
   * @throws MercatoException status 1, if the batches here come from elsewhere or overlap its days
   */
  public void requirePlaceFor(DateRange days, BatchOrigin origin) {
    for (RawManifest present : batches()) {
      if (!present.origin().equals(origin)) {
        throw MercatoException.failed(
            "The raw zone %s holds %s and cannot take in %s: use another home with --home."
                .formatted(root, present.origin().description(), origin.description()));
      }
      if (present.days().overlaps(days) && !present.days().equals(days)) {
        throw MercatoException.failed(
            "The days %s overlap those of the batch %s in %s: choose days outside it, or exactly the same."
                .formatted(days, present.batch(), root));
      }
    }
  }

  /**
   * A new, empty directory in which the files of a batch are made, a folder a table. Those that
   * killed attempts have left are deleted when they are a day old.
   */
  public Path stage() {
    Path staging = new Path(root, STAGING + "/" + UUID.randomUUID());
    try {
      deleteAbandoned(staging.getParent());
      files.mkdirs(staging);
      return staging;
    } catch (IOException e) {
      throw MercatoException.failed(
          "The raw zone %s cannot be written (%s): make room or give it to this user."
              .formatted(root, e.getMessage()),
          e);
    }
  }

  private void deleteAbandoned(Path attempts) throws IOException {
    if (!files.exists(attempts)) {
      return;
    }
    long latest = System.currentTimeMillis() - ABANDONED_AFTER.toMillis();
    for (FileStatus attempt : files.listStatus(attempts)) {
      if (attempt.getModificationTime() < latest) {
        files.delete(attempt.getPath(), true);
      }
    }
  }

  /** Moves a staged batch into place; from then on {@link #batches()} has it. */
  public void publish(Path staging, RawManifest manifest) {
    requirePlaceFor(manifest.days(), manifest.origin());
    Path manifestFile = new Path(root, MANIFESTS + "/" + manifest.batch() + ".json");
    try {
      files.delete(manifestFile, false);
      for (RawTable table : manifest.tables()) {
        Path target = directory(manifest.batch(), table.table());
        files.delete(target, true);
        files.mkdirs(target.getParent());
        rename(new Path(staging, table.table()), target);
      }
      Path aside = new Path(staging, "manifest.json");
      try (OutputStream out = files.create(aside)) {
        JSON.writerWithDefaultPrettyPrinter().writeValue(out, manifest);
      }
      files.mkdirs(manifestFile.getParent());
      rename(aside, manifestFile);
      files.delete(staging, true);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The batch %s could not be moved into %s (%s): make it again."
              .formatted(manifest.batch(), root, e.getMessage()),
          e);
    }
  }

  /** Deletes what an abandoned attempt left behind. */
  public void discard(Path staging) {
    try {
      files.delete(staging, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("rename of %s to %s was refused".formatted(from, to));
    }
  }

  private RawManifest read(Path file) {
    try (InputStream in = files.open(file)) {
      return JSON.readValue(in, RawManifest.class);
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private static MercatoException cannotRead(Path path, IOException cause) {
    return MercatoException.failed(
        "%s cannot be read (%s): make the batch again.".formatted(path, cause.getMessage()), cause);
  }
}
