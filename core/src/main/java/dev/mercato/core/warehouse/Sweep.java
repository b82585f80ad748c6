package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Deletes directories that nothing points to any more, a grace period after that was first seen.
 *
 * <p>The time does not come from the files: a directory may be a year old and have been left a
 * minute ago, with readers still in it. So the first sweep that finds a directory unused writes
 * that down beside it, and a later one deletes it. The callers hold the table's writer lock, so
 * that no load is at work in a directory that nothing points to yet.
 */
final class Sweep {
  private static final String MARK = "_unused-since.";

  private final FileSystem files;
  private final Clock clock;
  private final Duration grace;

  Sweep(FileSystem files, Clock clock, Duration grace) {
    this.files = files;
    this.clock = clock;
    this.grace = grace;
  }

  /**
   * Sweeps what stands under a directory.
   *
   * @param used directories that stay, with all that is in them; of a directory that merely
   *     contains one, what is beside it is looked at
   */
  Swept clean(Path root, Set<Path> used) {
    try {
      // Host names and schemes may be written in several ways: the path alone decides what stays.
      return clean(root, used.stream().map(Sweep::plain).collect(Collectors.toSet()), 0);
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not sweep %s (%s): see that it can be read and written, then run this again."
              .formatted(root, e.getMessage()),
          e);
    }
  }

  private Swept clean(Path root, Set<String> used, int depth) throws IOException {
    Swept swept = Swept.NOTHING;
    if (depth == 0 && !files.exists(root)) {
      return swept;
    }
    for (FileStatus child : files.listStatus(root)) {
      Path path = child.getPath();
      if (!child.isDirectory() || path.getName().startsWith("_")) {
        continue;
      }
      String inside = plain(path) + "/";
      if (used.contains(plain(path))) {
        files.delete(mark(path), false);
      } else if (used.stream().anyMatch(place -> place.startsWith(inside))) {
        files.delete(mark(path), false);
        swept = swept.plus(clean(path, used, depth + 1));
      } else {
        swept = swept.plus(unused(path));
      }
    }
    return swept;
  }

  private Swept unused(Path path) throws IOException {
    if (unusedSince(path).plus(grace).isAfter(clock.instant())) {
      return new Swept(0, 0, 1);
    }
    long bytes = files.getContentSummary(path).getLength();
    files.delete(path, true);
    files.delete(mark(path), false);
    return new Swept(1, bytes, 0);
  }

  private Instant unusedSince(Path path) throws IOException {
    try (FSDataInputStream in = files.open(mark(path))) {
      return Instant.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException firstTime) {
      Instant now = clock.instant();
      try (FSDataOutputStream out = files.create(mark(path), true)) {
        out.write(now.toString().getBytes(StandardCharsets.UTF_8));
      }
      return now;
    }
  }

  private static Path mark(Path path) {
    return new Path(path.getParent(), MARK + path.getName());
  }

  private static String plain(Path path) {
    return path.toUri().getPath();
  }
}
