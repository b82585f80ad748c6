package dev.mercato.etl.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report's page, read back. */
record ReadPage(String html, Document document) {

  static ReadPage of(ReportResult result) {
    try {
      String html = Files.readString(Path.of(result.page()));
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
      return new ReadPage(html, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("The page is not well-formed", e);
    }
  }

  List<Element> elements(String name) {
    return elements(document.getElementsByTagName(name));
  }

  /** The section of an id. */
  Element section(String id) {
    return elements("section").stream()
        .filter(section -> section.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No section " + id));
  }

  /** The rows of a section's table, each a list of its cells' text. */
  List<List<String>> rows(String sectionId, int table) {
    Element body = (Element) section(sectionId).getElementsByTagName("tbody").item(table);
    return elements(body.getElementsByTagName("tr")).stream()
        .map(
            row ->
                elements(row.getElementsByTagName("td")).stream()
                    .map(Element::getTextContent)
                    .toList())
        .toList();
  }

  static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
