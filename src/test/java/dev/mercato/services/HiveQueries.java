package dev.mercato.services;

import dev.mercato.etl.verify.IsolatedHiveDriver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection to HiveServer2 that answers in text. */
public final class HiveQueries implements AutoCloseable {
  private final IsolatedHiveDriver driver;
  private final Connection connection;

  private HiveQueries(IsolatedHiveDriver driver, Connection connection) {
    this.driver = driver;
    this.connection = connection;
  }

  public static HiveQueries connect(HiveCluster cluster) throws SQLException {
    IsolatedHiveDriver driver = new IsolatedHiveDriver(HiveCluster.hiveJars());
    return new HiveQueries(driver, driver.connect(cluster.zooKeeper().hiveServer2Url()));
  }

  public Connection connection() {
    return connection;
  }

  /** Runs a statement that has no result. */
  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, each value as text or null. */
  public List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      String[] row = new String[result.getMetaData().getColumnCount()];
      while (result.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getString(i + 1);
        }
        rows.add(Arrays.asList(row.clone()));
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    driver.close();
  }
}
