/**
 * Real services without Docker: HDFS, a Hive metastore, HiveServer2, ZooKeeper and Kafka, each a
 * process of its own on 127.0.0.1, from the class path of its {@code docker/NAME/pom.xml} and the
 * configuration in {@code config/NAME}.
 *
 * <p>A test class that needs them says {@link dev.mercato.services.OnHiveCluster} and takes a
 * {@link dev.mercato.services.HiveCluster} as a parameter: one cluster serves all test classes of a
 * JVM. {@link dev.mercato.services.HiveQueries} asks HiveServer2 over JDBC. Logs stand in {@code
 * src/test/target/services}. To play with the services, run the main method of {@code HiveCluster}.
 */
package dev.mercato.services;
