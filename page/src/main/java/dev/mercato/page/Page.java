package dev.mercato.page;

import dev.mercato.page.html.Element;
import dev.mercato.page.html.Node;
import dev.mercato.page.html.StyleSheet;
import java.util.List;

/**
 * A page: what stands around its parts. It fetches nothing and runs nothing.
 *
 * @param subtitle what it is about
 * @param caveats what must be known of the figures, each a sentence
 * @param footer who made it and from what, a sentence or two
 */
public record Page(
    String title, String subtitle, List<String> caveats, List<Part> parts, String footer) {
  /** The page may fetch nothing, whatever finds its way into it. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  /**
   * A section, as it is shown.
   *
   * @param id what links within the page lead to
   */
  public record Part(String id, String title, List<Node> content) {
    public Part {
      content = List.copyOf(content);
    }
  }

  public Page {
    caveats = List.copyOf(caveats);
    parts = List.copyOf(parts);
  }

  /** The page as HTML that is well-formed XML, too. */
  public String toHtml() {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html").with("lang", "en").add(head(), body()).write(out);
    return out.append('\n').toString();
  }

  private Element head() {
    return Element.of("head")
        .add(
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY),
            Element.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
            Element.of("title", title),
            StyleSheet.beside(Page.class, "page.css"));
  }

  private Element body() {
    Element main = Element.of("main");
    for (Part part : parts) {
      main = main.add(section(part));
    }
    return Element.of("body")
        .add(header(), contents(), main, Element.of("footer", Element.of("p", footer)));
  }

  private Element header() {
    Element header = Element.of("header", Element.of("h1", title), Element.of("p", subtitle));
    for (String caveat : caveats) {
      header = header.add(Element.styled("p", "absent").add(caveat));
    }
    return header;
  }

  private Element contents() {
    Element list = Element.of("ol");
    for (Part part : parts) {
      list =
          list.add(Element.of("li", Element.of("a", part.title()).with("href", "#" + part.id())));
    }
    return Element.of("nav").with("aria-label", "Contents").add(list);
  }

  private static Element section(Part part) {
    String heading = part.id() + "-title";
    return Element.of("section")
        .with("id", part.id())
        .with("aria-labelledby", heading)
        .add(Element.of("h2", part.title()).with("id", heading))
        .add(part.content());
  }
}
