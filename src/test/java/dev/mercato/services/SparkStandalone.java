package dev.mercato.services;

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

/** A master and its workers, started by the scripts of the Docker image. */
public final class SparkStandalone implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Path sparkHome;
  private final int port;
  private final int pagesPort;
  private final List<ServiceProcess> processes = new ArrayList<>();

  private SparkStandalone(Path sparkHome) {
    this.sparkHome = sparkHome;
    this.port = FreePorts.next();
    this.pagesPort = FreePorts.next();
  }

  /**
   * Starts them and waits until all workers have registered.
   *
   * @param directory for what workers keep of their executors
   */
  public static SparkStandalone start(Path directory, Path sparkHome, int workers) {
    SparkStandalone spark = new SparkStandalone(sparkHome);
    try {
      spark.processes.add(
          ServiceProcess.start(
              "spark-master",
              List.of(script("master")),
              spark.environment(
                  Map.of(
                      "SPARK_MASTER_HOST", Loopback.HOST,
                      "SPARK_MASTER_PORT", Integer.toString(spark.port),
                      "SPARK_MASTER_WEBUI_PORT", Integer.toString(spark.pagesPort)))));
      for (int worker = 1; worker <= workers; worker++) {
        spark.processes.add(
            ServiceProcess.start(
                "spark-worker-" + worker,
                List.of(script("worker")),
                spark.environment(
                    Map.of(
                        "SPARK_MASTER_URL", spark.url(),
                        "SPARK_WORKER_PORT", Integer.toString(FreePorts.next()),
                        "SPARK_WORKER_WEBUI_PORT", Integer.toString(FreePorts.next()),
                        "SPARK_WORKER_CORES", "2",
                        "SPARK_WORKER_MEMORY", "2g",
                        "SPARK_WORKER_DIR", directory.resolve("worker-" + worker).toString()))));
      }
      spark.processes.get(0).awaitReady(() -> spark.hasWorkers(workers));
      return spark;
    } catch (IllegalStateException e) {
      spark.close();
      throw e;
    }
  }

  /** A script of the image. */
  private static String script(String name) {
    return Checkout.root().resolve("docker/spark").resolve(name).toString();
  }

  /** What the scripts of the image ask of the environment. */
  public Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_CONF_DIR", Checkout.config("spark").toString());
    environment.putAll(more);
    environment.put("SPARK_HOME", sparkHome.toString());
    environment.put("SPARK_LOCAL_IP", Loopback.HOST);
    environment.put("SPARK_DAEMON_MEMORY", "256m");
    environment.put("SPARK_MASTER_PAGES", "http://%s:%d".formatted(Loopback.HOST, pagesPort));
    return environment;
  }

  private boolean hasWorkers(int workers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + Loopback.HOST + ":" + pagesPort + "/json/"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      String state = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return state.replace(" ", "").contains("\"aliveworkers\":" + workers);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Spark was starting", e);
    }
  }

  /**
   * Submits a job as {@code docker/submit} does, and waits for its end.
   *
   * @param variables of the environment, settings above all
   * @param arguments of the script
   */
  public Finished submit(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = environment(variables);
    environment.put("MERCATO_SPARK_MASTER", url());
    List<String> line = new ArrayList<>(List.of(script("submit")));
    line.addAll(List.of(arguments));
    return Finished.of(line, environment);
  }

  public String host() {
    return Loopback.HOST;
  }

  public int port() {
    return port;
  }

  /** The master's address. */
  public String url() {
    return "spark://%s:%d".formatted(Loopback.HOST, port);
  }

  /** A folder with the job jars of this build, as the image has it. */
  public static synchronized Path jobJars() {
    try {
      Path folder = Files.createDirectories(Checkout.root().resolve("src/test/target/job-jars"));
      for (String module : List.of("generator", "etl", "ml")) {
        try (var jars =
            Files.newDirectoryStream(
                Checkout.root().resolve(module).resolve("target"), "mercato-*-job.jar")) {
          for (Path jar : jars) {
            Path link = folder.resolve(jar.getFileName());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, jar);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (int last = processes.size() - 1; last >= 0; last--) {
      processes.get(last).close();
    }
  }
}
