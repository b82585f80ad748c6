package dev.mercato.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.page.Page.Part;
import dev.mercato.page.html.Element;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TestPage {
  private static final Page PAGE =
      new Page(
          "<Soap> & co",
          "A shop",
          List.of("Half the days are missing."),
          List.of(new Part("sales", "Sales", List.of(Element.of("p", "Many.")))),
          "Made by hand.");

  @Test
  void itIsWellFormedAndHoldsWhatItWasGiven() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(PAGE.toHtml().replace("<!DOCTYPE html>", ""))));

    assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("<Soap> & co");
    assertThat(document.getElementsByTagName("header").item(0).getTextContent())
        .contains("A shop", "Half the days are missing.");
    assertThat(document.getElementsByTagName("section").item(0).getTextContent())
        .isEqualTo("SalesMany.");
    assertThat(document.getElementsByTagName("footer").item(0).getTextContent())
        .isEqualTo("Made by hand.");
  }

  @Test
  void itMayFetchNothingAndRunNothing() {
    assertThat(PAGE.toHtml())
        .contains("default-src &#39;none&#39;")
        .doesNotContain("<script", "http://", "https://");
  }
}
