package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The weekly run in Airflow itself, its tasks by the launcher on a small shop of four months. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITWeeklyMlTrainingDag {
  private static final String DAG = "weekly_ml_training";
  private static final String DAY = "2025-05-05";

  @TempDir static Path directory;
  private static Path home;

  @BeforeAll
  static void makeTheShop() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
  }

  @Test
  @Order(1)
  void runTrainsAndScoresBothModels() {
    Finished run =
        launcher(
            "run",
            "--users",
            "4000",
            "--from",
            "2025-01-01",
            "--to",
            "2025-04-30",
            "--products",
            "300");

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).contains("models.html");
    assertThat(home.resolve("data/reports/models/models.html")).exists();
    assertThat(home.resolve("data/reports/churn_predictions.csv")).exists();
    assertThat(home.resolve("data/reports/user_recommendations.csv")).exists();
    assertThat(launcher("models", "show", "churn", "--format", "json").output())
        .contains("\"auc_ceiling_attainable\"", "\"bg_nbd_alpha_days\"", "\"cut\"");
    assertThat(launcher("models", "show", "recommend", "--format", "json").output())
        .contains("\"ndcg10_ceiling_oracle\"", "\"ndcg10_item_knn\"", "\"recall10\"");
  }

  @Test
  @Order(2)
  void theNotebookReadsWhatBothModelsHaveLeft() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("notebook"));
    Files.writeString(
        folder.resolve("spark-defaults.conf"),
        """
        spark.hadoop.javax.jdo.option.ConnectionURL jdbc:derby:;databaseName=%s
        spark.sql.session.timeZone UTC
        spark.sql.shuffle.partitions 2
        spark.ui.enabled false
        spark.driver.extraJavaOptions -Duser.timezone=UTC
        """
            .formatted(home.resolve("data/metastore/db")));

    Finished run =
        Notebook.run(
            "models.ipynb",
            folder,
            Map.of(
                "SPARK_CONF_DIR",
                folder.toString(),
                "MERCATO_PATHS_MODELS",
                home.resolve("models").toUri().toString()));

    assertThat(run.status()).as(run.output()).isZero();
  }

  @Test
  @Order(3)
  void aWeekTrainsComparesScoresReportsAndWatches() throws IOException {
    Airflow airflow = Airflow.open(Files.createDirectory(directory.resolve("airflow")));
    Finished run = airflow.test(DAG, DAY, variables());

    assertThat(run.status()).as(run.output()).isZero();
    Finished list = launcher("models", "list");
    assertThat(list.output().lines().filter(line -> line.contains("churn "))).hasSize(2);
    assertThat(list.output().lines().filter(line -> line.contains("recommend "))).hasSize(2);
    assertThat(list.output().lines().filter(line -> line.startsWith("* "))).hasSize(2);
  }

  private static Finished launcher(String... arguments) {
    List<String> line = new java.util.ArrayList<>();
    line.add(Checkout.root().resolve("mercato").toString());
    line.addAll(List.of(arguments));
    return Finished.of(line, variables());
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("JOB_CHECKOUT", Checkout.root().toString());
    variables.put("MERCATO_HOME", home.toString());
    variables.put("MERCATO_SHOP_USERS", "4000");
    variables.put("MERCATO_SHOP_PRODUCTS", "300");
    variables.put("MERCATO_CHURN_HORIZON_DAYS", "30");
    variables.put("MERCATO_CHURN_FOREST_TREES", "10");
    variables.put("MERCATO_CHURN_FOREST_DEPTH", "5");
    variables.put("MERCATO_CHURN_BOOST_ROUNDS", "40");
    variables.put("MERCATO_RECOMMEND_FACTORIZATION_RANK", "8");
    variables.put("MERCATO_RECOMMEND_FACTORIZATION_ROUNDS", "3");
    variables.put("MERCATO_SPARK_SQL_SHUFFLE_PARTITIONS", "1");
    variables.put(
        "MERCATO_JAVA_OPTIONS",
        "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
            + " -Dspark.sql.codegen.wholeStage=false -Dspark.sql.adaptive.enabled=false");
    return variables;
  }
}
