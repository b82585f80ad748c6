package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.OrderLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSameShopSameRows {

  private static final Path REFERENCES =
      Path.of("src", "main", "java", "dev", "mercato", "simulator", "reference");

  private static final String PINNED =
      """
      users acfcfd703031b0d7
      products 4b4344bcd6a0dd58
      truth d298dbe0238db510
      clickstream 10559f2237e4e3fb
      transactions 88f54b672c708477
      """;

  @Test
  void theRowsAreTheOnesTheyHaveAlwaysBeen() {
    assertThat(ShopDigest.of(Rows.shop(42, 300))).isEqualTo(PINNED);
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Kiritimati, tr, TR, UTF-8, -XX:TieredStopAtLevel=1",
    "America/St_Johns, ar, EG, ISO-8859-1, -XX:-TieredCompilation"
  })
  void anotherTimeZoneLocaleEncodingAndCompilerGiveTheSameRows(
      String zone, String language, String country, String encoding, String compiler)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=" + zone,
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Dfile.encoding=" + encoding,
                "-Xmx256m",
                compiler,
                "-cp",
                System.getProperty("java.class.path"),
                ShopDigest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo(PINNED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aYearIsItsDays(long seed) {
    Shop shop = Rows.shop(seed, 40);
    List<ClickEvent> clicks = new ArrayList<>();
    List<OrderLine> lines = new ArrayList<>();
    for (LocalDate day = Rows.YEAR.from(); !day.isAfter(Rows.YEAR.to()); day = day.plusDays(1)) {
      clicks.addAll(Rows.clicks(shop, Window.day(day)));
      lines.addAll(Rows.lines(shop, Window.day(day)));
    }
    clicks.sort(Comparator.comparing(ClickEvent::eventId));
    lines.sort(Comparator.comparing(OrderLine::userId).thenComparing(OrderLine::transactionId));
    assertThat(clicks).isNotEmpty().isEqualTo(Rows.clicks(shop, Rows.YEAR));
    assertThat(lines).isNotEmpty().isEqualTo(Rows.lines(shop, Rows.YEAR));
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8, 9, 10})
  void usersInPartsAndOutOfOrderGiveWhatAllTogetherGive(long seed) {
    Shop shop = Rows.shop(seed, 200);
    List<ClickEvent> clicks = new ArrayList<>();
    for (UserRange part :
        List.of(new UserRange(151, 200), new UserRange(1, 1), new UserRange(2, 150))) {
      clicks.addAll(Rows.clicks(Rows.shop(seed, 200), Rows.AUTUMN, part));
    }
    clicks.sort(Comparator.comparing(ClickEvent::eventId));
    assertThat(clicks).isNotEmpty().isEqualTo(Rows.clicks(shop, Rows.AUTUMN));
  }

  @Test
  void tasksSideBySideOnOneShopGiveWhatOneGives() throws ExecutionException, InterruptedException {
    Shop shop = Rows.shop(11, 400);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<ClickEvent>>> parts = new ArrayList<>();
      for (long first = 1; first <= 400; first += 50) {
        UserRange part = new UserRange(first, first + 49);
        parts.add(threads.submit(() -> Rows.clicks(shop, Rows.AUTUMN, part)));
      }
      List<ClickEvent> clicks = new ArrayList<>();
      for (Future<List<ClickEvent>> part : parts) {
        clicks.addAll(part.get());
      }
      assertThat(clicks).isEqualTo(Rows.clicks(Rows.shop(11, 400), Rows.AUTUMN));
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {12, 13, 14})
  void usersStayTheSameWhenTheShopGrows(long seed) {
    Shop small = Rows.shop(seed, 100);
    Shop large = Rows.shop(seed, 10_000);
    UserRange first = new UserRange(1, 100);
    assertThat(Rows.clicks(large, Rows.AUTUMN, first))
        .isEqualTo(Rows.clicks(small, Rows.AUTUMN, first));
    assertThat(Rows.lines(large, Rows.AUTUMN, first))
        .isEqualTo(Rows.lines(small, Rows.AUTUMN, first));
    for (long user = 1; user <= 100; user++) {
      assertThat(large.population().row(user)).isEqualTo(small.population().row(user));
      assertThat(large.population().truth(user)).isEqualTo(small.population().truth(user));
    }
  }

  @Test
  void anotherSeedIsAnotherShop() {
    assertThat(Rows.clicks(Rows.shop(15, 100), Rows.AUTUMN))
        .isNotEqualTo(Rows.clicks(Rows.shop(16, 100), Rows.AUTUMN));
    assertThat(Rows.shop(15, 100).catalogue().row(1))
        .isNotEqualTo(Rows.shop(16, 100).catalogue().row(1));
  }

  /**
   * What would tie rows to a machine or a moment: no test run on one machine on one day would
   * notice.
   */
  @Test
  void nothingInTheSourceAsksForTheTimeTheMachineOrAnUnseededNumber() throws IOException {
    List<String> forbidden =
        List.of(
            ".now(",
            "currentTimeMillis",
            "nanoTime",
            "systemDefault",
            "new Random()",
            "Math.random",
            "ThreadLocalRandom",
            "UUID",
            "HashMap<>",
            " HashSet<>",
            "identityHashCode",
            " Math.exp",
            " Math.log",
            " Math.pow",
            " Math.cos",
            " Math.sin",
            "getenv",
            "getProperty");
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> sources = files.filter(TestSameShopSameRows::makesRows).toList();
      assertThat(sources).hasSizeGreaterThan(40);
      for (Path source : sources) {
        String text = Files.readString(source).replace("ConcurrentHashMap<>", "");
        for (String word : forbidden) {
          assertThat(text).as("%s in %s", word, source).doesNotContain(word);
        }
      }
    }
  }

  /** All but the references, which judge rows and make none. */
  private static boolean makesRows(Path file) {
    return file.toString().endsWith(".java") && !file.startsWith(REFERENCES);
  }
}
