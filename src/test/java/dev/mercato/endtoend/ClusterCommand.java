package dev.mercato.endtoend;

import dev.mercato.services.HiveCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Command lines of {@code mercato} in the cluster environment. */
final class ClusterCommand {
  private ClusterCommand() {}

  /**
   * A command on the cluster's addresses.
   *
   * @param settings others, or other addresses
   */
  static List<String> line(HiveCluster cluster, Map<String, String> settings, String command) {
    Map<String, String> all = new TreeMap<>(cluster.addresses());
    all.putAll(settings);
    List<String> line = new ArrayList<>(List.of(command, "--env", "cluster"));
    all.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
    return line;
  }
}
