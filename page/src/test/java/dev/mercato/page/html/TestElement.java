package dev.mercato.page.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestElement {

  @Test
  void textAndAttributesAreEscaped() {
    assertThat(written(Element.of("p", "<b> & 'c'").with("aria-label", "\"><script>")))
        .isEqualTo("<p aria-label=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &#39;c&#39;</p>");
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() {
    assertThat(written(Element.of("p", "a\u0000b\uD800c😀"))).isEqualTo("<p>a�b�c😀</p>");
  }

  @Test
  void nothingThatRunsOrFetchesCanBeWritten() {
    assertThatThrownBy(() -> Element.of("script")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("img")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("p").with("onclick", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("p").with("style", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("a").with("href", "javascript:x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String written(Node node) {
    StringBuilder out = new StringBuilder();
    node.write(out);
    return out.toString();
  }
}
