package dev.mercato.core.command;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Locations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whether the file systems are there on which the platform keeps its files. Asked once, before any
 * work: what is met later on the way, by whichever step, would name that step's file and not what
 * is missing.
 */
final class FileSystemAnswers {
  private FileSystemAnswers() {}

  /**
   * Asks each file system for one status.
   *
   * @throws MercatoException status 1 if one does not answer
   */
  static void require(Locations locations, Configuration hadoop) {
    Map<URI, Path> places = new LinkedHashMap<>();
    for (String location :
        List.of(
            locations.raw(),
            locations.truth(),
            locations.warehouse(),
            locations.samples(),
            locations.reports(),
            locations.runs(),
            locations.models())) {
      Path path = new Path(location);
      try {
        FileSystem files = path.getFileSystem(hadoop);
        if (places.putIfAbsent(files.getUri(), path) == null) {
          files.exists(path);
        }
      } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
        throw noAnswer(path, hadoop, e);
      } catch (IOException e) {
        // It has answered. Whether the command needs what is wrong there, only the command knows.
      }
    }
  }

  private static MercatoException noAnswer(Path path, Configuration hadoop, IOException error) {
    URI named = path.toUri();
    URI address =
        named.getAuthority() == null
            ? FileSystem.getDefaultUri(hadoop)
            : URI.create(named.getScheme() + "://" + named.getAuthority());
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return MercatoException.failed(
        "The file system %s does not answer (%s): start it, or correct its address, %s."
            .formatted(
                address,
                root.getMessage(),
                named.getAuthority() == null
                    ? "spark.hadoop." + FileSystem.FS_DEFAULT_NAME_KEY
                    : "as in " + path),
        error);
  }
}
