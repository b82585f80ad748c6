package dev.mercato.ml.model;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A committed model whose files are as they were written. */
public final class StoredModel {
  private final ModelFiles files;
  private final Path directory;
  private final ModelManifest manifest;

  StoredModel(ModelFiles files, Path directory, ModelManifest manifest) {
    this.files = files;
    this.directory = directory;
    this.manifest = manifest;
  }

  public ModelId id() {
    return manifest.id();
  }

  public ModelManifest manifest() {
    return manifest;
  }

  public ModelDescription description() {
    return manifest.description();
  }

  /** Where a part of the model stands, by its path below the model's directory. */
  public String path(String relative) {
    return new Path(directory, relative).toString();
  }

  public boolean has(String relative) {
    return manifest.files().containsKey(relative);
  }

  /** A file that was written as it is. */
  public byte[] read(String relative) {
    try {
      return files.read(new Path(directory, relative));
    } catch (IOException e) {
      throw cannotRead(relative, e);
    }
  }

  /** A value that was written as JSON. */
  public <T> T readJson(String relative, Class<T> type) {
    try {
      return files.readJson(new Path(directory, relative), type);
    } catch (IOException e) {
      throw cannotRead(relative, e);
    }
  }

  private MercatoException cannotRead(String relative, IOException e) {
    return MercatoException.failed(
        "%s of the model %s cannot be read (%s): train it again with 'train %s'."
            .formatted(relative, id(), e.getMessage(), id().name()),
        e);
  }
}
