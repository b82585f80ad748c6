package dev.mercato.etl.verify;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/**
 * A connection to HiveServer2, by the driver that stands among the jars from which Spark's own
 * client of the metastore runs.
 */
final class HiveServer implements AutoCloseable {
  private static final String JARS = "spark.sql.hive.metastore.jars.path";

  private final String url;
  private final IsolatedHiveDriver driver;
  private final Connection connection;

  private HiveServer(String url, IsolatedHiveDriver driver, Connection connection) {
    this.url = url;
    this.driver = driver;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @param url as in the setting hive.server
   * @throws MercatoException status 1 if nobody answers there
   */
  static HiveServer connect(String url, SparkSession spark) {
    IsolatedHiveDriver driver = new IsolatedHiveDriver(jars(spark));
    try {
      Connection connection = driver.connect(url);
      if (connection == null) {
        throw MercatoException.usage(
            "The setting hive.server is '%s', which is no address of HiveServer2: it must be like jdbc:hive2://host:10000/."
                .formatted(url));
      }
      return new HiveServer(url, driver, connection);
    } catch (SQLException e) {
      driver.close();
      throw MercatoException.failed(
          "HiveServer2 does not answer at %s (%s): start it, or correct the setting hive.server; empty, it is left out of what is verified."
              .formatted(url, reason(e)),
          e);
    } catch (MercatoException e) {
      driver.close();
      throw e;
    }
  }

  /** The texts of a query's first row, null where it has a null. */
  List<String> row(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      String[] row = new String[columns];
      result.next();
      for (int i = 0; i < columns; i++) {
        row[i] = result.getString(i + 1);
      }
      return Arrays.asList(row);
    } catch (SQLException e) {
      throw MercatoException.failed(
          "HiveServer2 at %s could not answer (%s): see its log.".formatted(url, reason(e)), e);
    }
  }

  /** The innermost cause says what happened, the outer ones where. */
  private static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Entries may be patterns, as Spark takes them. */
  private static List<Path> jars(SparkSession spark) {
    String setting = spark.conf().get(JARS, "");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<Path> jars = new ArrayList<>();
    for (String entry : setting.split(",", -1)) {
      if (!entry.isBlank()) {
        jars.addAll(matching(new org.apache.hadoop.fs.Path(entry.strip()), hadoop));
      }
    }
    if (jars.isEmpty()) {
      throw MercatoException.usage(
          "HiveServer2 cannot be asked: %s is '%s', and Hive's JDBC driver is looked for there. Name local jars with file://."
              .formatted(JARS, setting));
    }
    return jars;
  }

  private static List<Path> matching(org.apache.hadoop.fs.Path pattern, Configuration hadoop) {
    if (!"file".equals(pattern.toUri().getScheme())) {
      return List.of();
    }
    try {
      FileStatus[] found = pattern.getFileSystem(hadoop).globStatus(pattern);
      return found == null
          ? List.of()
          : Arrays.stream(found).map(file -> Path.of(file.getPath().toUri())).toList();
    } catch (IOException e) {
      throw MercatoException.failed(
          "The jars %s cannot be listed (%s): correct %s.".formatted(pattern, e.getMessage(), JARS),
          e);
    }
  }

  @Override
  public void close() {
    try (IsolatedHiveDriver last = driver) {
      connection.close();
    } catch (SQLException e) {
      throw MercatoException.failed(
          "The connection to HiveServer2 at %s broke off (%s).".formatted(url, reason(e)), e);
    }
  }
}
