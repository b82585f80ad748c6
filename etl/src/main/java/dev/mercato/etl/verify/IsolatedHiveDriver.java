package dev.mercato.etl.verify;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * Hive's JDBC driver, in a class loader that sees its own jars and the JDK and nothing else.
 *
 * <p>On Spark's class path the driver of Hive 4 finds the {@code HiveConf} of Hive 2.3.10, which
 * Spark brings, and fails with {@code NoSuchFieldError: HIVE_DEFAULT_NULLS_LAST}; so does its
 * "standalone" jar, which holds {@code HiveConf} under the same name. The jars that Spark's own
 * client of the Hive 4 metastore runs from ({@code spark.sql.hive.metastore.jars.path}) are all
 * that the driver needs, with {@code hive-jdbc} among them.
 */
public final class IsolatedHiveDriver implements AutoCloseable {
  private final URLClassLoader loader;
  private final Driver driver;

  /**
   * Loads the driver.
   *
   * @param jars of Hive 4, {@code hive-jdbc} and what it needs among them
   */
  public IsolatedHiveDriver(List<Path> jars) {
    loader =
        new URLClassLoader(
            "hive-jdbc",
            jars.stream().map(IsolatedHiveDriver::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    try {
      driver =
          loader
              .loadClass("org.apache.hive.jdbc.HiveDriver")
              .asSubclass(Driver.class)
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot load Hive's JDBC driver from " + jars, e);
    }
  }

  /**
   * Opens a connection, which the caller closes.
   *
   * @param url such as {@code jdbc:hive2://host:10000/shop}
   */
  public Connection connect(String url) throws SQLException {
    // Hadoop's Configuration, in there, looks for classes and files by the thread's class loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return driver.connect(url, new Properties());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** After this, connections still open fail. */
  @Override
  public void close() {
    try {
      loader.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not a file: " + jar, e);
    }
  }
}
