package dev.mercato.endtoend;

import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import dev.mercato.services.FreePorts;
import dev.mercato.services.Loopback;
import dev.mercato.services.PythonEnvironment;
import dev.mercato.services.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Airflow with the project's DAGs, and a database of its own that ends with the test. */
final class Airflow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final PythonEnvironment python = PythonEnvironment.airflow();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private final List<ServiceProcess> parts = new ArrayList<>();
  private final Path home;
  private final String url;

  private Airflow(Path home) {
    this.home = home;
    int port = FreePorts.next();
    this.url = "http://%s:%d".formatted(Loopback.HOST, port);
    environment.put("AIRFLOW_HOME", home.toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
    environment.put(
        "AIRFLOW__CORE__DAGS_FOLDER", Checkout.root().resolve("airflow-dags").toString());
    environment.put("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "false");
    environment.put("AIRFLOW__CORE__DEFAULT_TASK_RETRIES", "1");
    environment.put("AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY", "1");
    environment.put("AIRFLOW__CORE__PARALLELISM", "1");
    environment.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "true");
    environment.put("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", url + "/execution/");
    environment.put("AIRFLOW__API__HOST", Loopback.HOST);
    environment.put("AIRFLOW__API__PORT", Integer.toString(port));
    environment.put("AIRFLOW__API__WORKERS", "1");
    environment.put(
        "AIRFLOW__API_AUTH__JWT_SECRET", UUID.randomUUID().toString() + UUID.randomUUID());
    // Its five seconds are too few for the first requests to a server that has just come up.
    environment.put("AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT", "60");
    environment.put("AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT", Integer.toString(FreePorts.next()));
    environment.put(
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT",
        Integer.toString(FreePorts.next()));
    environment.put("PATH", python.command("airflow").getParent() + ":" + System.getenv("PATH"));
    environment.put("SPARK_HOME", python.sparkHome().toString());
    environment.put("SPARK_LOCAL_IP", Loopback.HOST);
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
   * Runs a DAG for one logical date, all of its tasks in their order, without a scheduler.
   *
   * @param variables of the environment in which its tasks run
   */
  Finished test(String dag, String day, Map<String, String> variables) {
    return run(variables, "dags", "test", dag, day);
  }

  /** Runs a command. */
  Finished run(Map<String, String> variables, String... arguments) {
    return Finished.of(line(arguments), with(variables));
  }

  /**
   * Starts what the cluster has of Airflow: API server, scheduler and DAG processor. From now on
   * DAGs run by their schedule.
   *
   * @param variables of the environment in which their tasks run
   */
  void start(Map<String, String> variables) {
    for (String part : List.of("api-server", "scheduler", "dag-processor")) {
      parts.add(ServiceProcess.start("airflow-" + part, line(part), with(variables)));
    }
    parts.get(0).awaitReady(() -> answers("/api/v2/version"));
  }

  private boolean answers(String path) {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(url + path)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until so many runs of a DAG have come to their end; their states. */
  List<String> statesOfRuns(String dag, int runs) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> states =
          STATE
              .matcher(get("/api/v2/dags/" + dag + "/dagRuns"))
              .results()
              .map(Airflow::first)
              .toList();
      if (states.size() >= runs
          && states.stream().allMatch(List.of("success", "failed")::contains)) {
        return states;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Runs of %s after %s: %s; logs are in %s".formatted(dag, PATIENCE, states, home));
      }
      pause(Duration.ofSeconds(1));
    }
  }

  private String get(String path) {
    try {
      String token =
          TOKEN
              .matcher(body(HttpRequest.newBuilder(URI.create(url + "/auth/token"))))
              .results()
              .map(Airflow::first)
              .findFirst()
              .orElseThrow();
      return body(
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Authorization", "Bearer " + token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }

  /** Waits until a try of a task has written a text into its log, in whatever run. */
  void awaitLog(String task, int attempt, String text) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!log(task, attempt).contains(text)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Try %d of %s never said %s".formatted(attempt, task, text));
      }
      pause(Duration.ofMillis(100));
    }
  }

  /** What a try of a task has written in all runs. */
  String log(String task, int attempt) {
    Path end = Path.of("task_id=" + task, "attempt=" + attempt + ".log");
    try (var found =
        Files.find(home.resolve("logs"), 5, (path, attributes) -> path.endsWith(end))) {
      StringBuilder all = new StringBuilder();
      for (Path log : found.toList()) {
        all.append(Files.readString(log));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> line(String... arguments) {
    List<String> line = new ArrayList<>(List.of(python.command("airflow").toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  private Map<String, String> with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return all;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while Airflow was at work", e);
  }

  @Override
  public void close() {
    for (int last = parts.size() - 1; last >= 0; last--) {
      parts.get(last).close();
    }
  }
}
