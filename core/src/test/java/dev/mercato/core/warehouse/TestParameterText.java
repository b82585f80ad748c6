package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestParameterText {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3_899, 3_900, 3_901, 100_000})
  void aTextOfAnyLengthComesBackFromPiecesThatAMetastoreTakes(int length) {
    StringBuilder text = new StringBuilder();
    new Random(length).ints(length, ' ', '~').forEach(character -> text.append((char) character));
    Map<String, String> parameters = new HashMap<>();
    ParameterText.put(parameters, "name", text.toString());

    assertThat(parameters.values()).allMatch(piece -> piece.length() < 4_000);
    assertThat(ParameterText.get(parameters, "name").orElse("")).isEqualTo(text.toString());
  }
}
