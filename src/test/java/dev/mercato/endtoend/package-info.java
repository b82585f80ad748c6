/** The platform as a whole on real HDFS, a Hive 4 metastore and HiveServer2. */
package dev.mercato.endtoend;
