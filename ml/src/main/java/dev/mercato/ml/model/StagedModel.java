package dev.mercato.ml.model;

import dev.mercato.core.CodeVersion;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.hadoop.fs.Path;

/** A model in the making, in a directory aside that nobody looks into; gone if not committed. */
public final class StagedModel implements AutoCloseable {
  private final ModelFiles files;
  private final Path aside;
  private final Path target;
  private final ModelId id;
  private final Instant createdAt;

  StagedModel(ModelFiles files, Path aside, Path target, ModelId id, Instant createdAt) {
    this.files = files;
    this.aside = aside;
    this.target = target;
    this.id = id;
    this.createdAt = createdAt;
  }

  public ModelId id() {
    return id;
  }

  /** Where a part of the model is to be written, by its path below the model's directory. */
  public String path(String relative) {
    return new Path(aside, relative).toString();
  }

  /** Writes a file of the model. */
  public void write(String relative, byte[] content) {
    try {
      files.write(new Path(aside, relative), content);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Writes a value as JSON. */
  public void writeJson(String relative, Object value) {
    try {
      files.writeJson(new Path(aside, relative), value);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Makes the model visible by one rename, with the digests of all its files. */
  public StoredModel commit(ModelDescription description) {
    try {
      ModelManifest manifest =
          new ModelManifest(
              id, createdAt.toString(), CodeVersion.current(), description, files.digests(aside));
      files.writeJson(new Path(aside, ModelFiles.MANIFEST), manifest);
      if (!files.system().rename(aside, target)) {
        throw new IOException("the rename of " + aside + " was refused");
      }
      return new StoredModel(files, target, manifest);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private MercatoException cannotWrite(IOException e) {
    return MercatoException.failed(
        "The model %s could not be written to %s (%s): make room, give it to this user, or set paths.models."
            .formatted(id, target, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      files.system().delete(aside, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
