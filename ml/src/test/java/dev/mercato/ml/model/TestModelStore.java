package dev.mercato.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestModelStore {
  @TempDir Path home;

  @Test
  void whatIsNotCommittedIsNoModelAndLeavesNothing() throws IOException {
    try (StagedModel staged = store().stage("churn")) {
      staged.write("pipelines/forest/data", bytes("trees"));
      assertThat(store().list("churn")).isEmpty();
    }

    assertThat(store().list("churn")).isEmpty();
    assertThat(store().champion("churn")).isEmpty();
    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aCommittedModelIsReadBackAsItWas() {
    StoredModel made = make("first");

    StoredModel found = store().open(made.id());

    assertThat(found.description()).isEqualTo(made.description());
    assertThat(found.manifest()).isEqualTo(made.manifest());
    assertThat(found.readJson("evaluation.json", String.class)).isEqualTo("first");
    assertThat(found.manifest().codeVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void everyTamperingIsFoundAndNamed() throws IOException {
    StoredModel model = make("first");
    Path file = Path.of(model.path("pipelines/forest/data"));

    Files.writeString(file, "other trees");
    assertDamaged(model.id(), "pipelines/forest/data is not as it was written");
    Files.delete(file);
    assertDamaged(model.id(), "pipelines/forest/data is not as it was written");
    Files.writeString(file, "trees of first");
    Path more = Files.writeString(file.resolveSibling("more"), "");
    assertDamaged(model.id(), "pipelines/forest/more was added");
    Files.delete(more);
    assertThat(store().open(model.id()).id()).isEqualTo(model.id());
    Files.writeString(Path.of(model.path("manifest.json")), "{ \"id\":");
    assertDamaged(model.id(), "its manifest cannot be read");
  }

  @Test
  void oneDamagedModelHidesNoOther() throws IOException {
    StoredModel first = make("first");
    StoredModel second = make("second");
    Files.writeString(Path.of(first.path("manifest.json")), "half");

    List<ModelSummary> list = store().list("churn");

    assertThat(list).extracting(ModelSummary::id).containsExactly(first.id(), second.id());
    assertThat(list.get(0).manifest()).isEmpty();
    assertThat(list.get(0).fault()).contains("damaged");
    assertThat(list.get(1).manifest()).isPresent();
  }

  @Test
  void promotionsAreTakenBackOneByOne() {
    StoredModel first = make("first");
    StoredModel second = make("second");
    store().promote(first.id());
    assertThatThrownBy(() -> store().rollBack("churn")).hasMessageContaining("cannot be rolled");
    store().promote(second.id());
    store().promote(second.id());
    assertThat(store().requireChampion("churn").id()).isEqualTo(second.id());

    assertThat(store().rollBack("churn")).isEqualTo(first.id());
    assertThat(store().requireChampion("churn").id()).isEqualTo(first.id());
  }

  @Test
  void aChallengerMustWinByMoreThanTheNoise() {
    Contest contest = new Contest(store(), "mean of nothing in particular");
    double[] champion = new double[400];
    double[] noisy = new double[400];
    double[] better = new double[400];
    for (int i = 0; i < champion.length; i++) {
      noisy[i] = i % 2 == 0 ? 1 : -1;
      better[i] = noisy[i] + 0.5;
    }

    StoredModel first = make("first");
    assertThat(contest.decide(first, champion, model -> Optional.of(champion)).promoted()).isTrue();
    StoredModel second = make("second");
    Promotion refused = contest.decide(second, noisy, model -> Optional.of(champion));
    assertThat(refused.promoted()).isFalse();
    assertThat(refused.reason()).contains(first.id().version()).contains("not more than noise");
    assertThat(store().requireChampion("churn").id()).isEqualTo(first.id());
    assertThat(contest.decide(second, better, model -> Optional.of(champion)).promoted()).isTrue();
    assertThat(store().requireChampion("churn").id()).isEqualTo(second.id());
  }

  @Test
  void wrongNamesAreRefusedWithTheRightOnes() {
    assertThatThrownBy(() -> store().list("chrun")).hasMessageContaining("recommend or churn");
    assertThatThrownBy(() -> store().open(new ModelId("churn", "20250101T000000Z")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("no model churn/20250101T000000Z");
    assertThatThrownBy(() -> store().requireChampion("churn")).hasMessageContaining("train churn");
  }

  private void assertDamaged(ModelId id, String fault) {
    assertThatThrownBy(() -> store().open(id))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining(id.toString())
        .hasMessageContaining(fault)
        .hasMessageContaining("train churn");
  }

  private StoredModel make(String text) {
    try (StagedModel staged = store().stage("churn")) {
      staged.write("pipelines/forest/data", bytes("trees of " + text));
      staged.writeJson("evaluation.json", text);
      return staged.commit(
          new ModelDescription(
              "forest",
              Map.of("churn.trees", "100"),
              new TrainingWindow("2025-01-01", "2025-10-03", 90, 10, 5),
              List.of("transactions/a"),
              Map.of("auc", 0.8),
              List.of(new Feature("recency", "days since"))));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ModelStore store() {
    return new ModelStore(home.toString(), new Configuration());
  }
}
