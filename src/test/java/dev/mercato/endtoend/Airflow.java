package dev.mercato.endtoend;

import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import dev.mercato.services.PythonEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Airflow with the project's DAGs, and a database of its own that ends with the test. */
final class Airflow {
  private final PythonEnvironment python = PythonEnvironment.airflow();
  private final Map<String, String> environment = new HashMap<>();

  private Airflow(Path home) {
    environment.put("AIRFLOW_HOME", home.toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
    environment.put(
        "AIRFLOW__CORE__DAGS_FOLDER", Checkout.root().resolve("airflow-dags").toString());
    environment.put("AIRFLOW__CORE__DEFAULT_TASK_RETRIES", "1");
    environment.put("AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY", "1");
    environment.put("PATH", python.command("airflow").getParent() + ":" + System.getenv("PATH"));
    environment.put("SPARK_HOME", python.sparkHome().toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }

  /**
   * Makes its database.
   *
   * @param home for database and logs
   */
  static Airflow open(Path home) {
    Airflow airflow = new Airflow(home);
    Finished migrated = airflow.run(Map.of(), "db", "migrate");
    if (migrated.status() != 0) {
      throw new IllegalStateException(migrated.output());
    }
    return airflow;
  }

  /**
   * Runs a DAG for one logical date, all of its tasks in their order.
   *
   * @param variables of the environment in which its tasks run
   */
  Finished test(String dag, String day, Map<String, String> variables) {
    return run(variables, "dags", "test", dag, day);
  }

  /** Runs a command. */
  Finished run(Map<String, String> variables, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    List<String> line = new java.util.ArrayList<>(List.of(python.command("airflow").toString()));
    line.addAll(List.of(arguments));
    return Finished.of(line, all);
  }
}
