package dev.mercato.ml.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files of models, wherever they stand. */
final class ModelFiles {
  static final String MANIFEST = "manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 1 << 16;

  private final FileSystem files;
  private final Configuration hadoop;

  ModelFiles(Path root, Configuration hadoop) throws IOException {
    this.files = root.getFileSystem(hadoop);
    this.hadoop = hadoop;
  }

  FileSystem system() {
    return files;
  }

  void write(Path file, byte[] content) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(content);
    }
  }

  void writeJson(Path file, Object value) throws IOException {
    write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
  }

  /** Writes a file that readers look at meanwhile: aside, then by rename. */
  void replaceJson(Path file, Object value) throws IOException {
    Path aside = files.makeQualified(new Path(file.getParent(), "_writing_" + file.getName()));
    writeJson(aside, value);
    FileContext.getFileContext(aside.toUri(), hadoop)
        .rename(aside, files.makeQualified(file), Options.Rename.OVERWRITE);
  }

  byte[] read(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  <T> T readJson(Path file, Class<T> type) throws IOException {
    try (InputStream in = files.open(file)) {
      return JSON.readValue(in, type);
    }
  }

  /** SHA-256 of every file below a directory but its manifest, by relative path. */
  Map<String, String> digests(Path directory) throws IOException {
    String prefix = files.makeQualified(directory).toUri().getPath() + "/";
    Map<String, String> digests = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> found = files.listFiles(directory, true);
    while (found.hasNext()) {
      Path file = found.next().getPath();
      String name = file.toUri().getPath().substring(prefix.length());
      if (!name.equals(MANIFEST)) {
        digests.put(name, digest(file));
      }
    }
    return digests;
  }

  private String digest(Path file) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = files.open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(ByteBuffer.wrap(buffer, 0, read));
      }
    } catch (ChecksumException e) {
      return "not what the file system's own checksum says";
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
