package dev.mercato.page.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element: its attributes in order, and what it holds. Immutable; each method gives a new one.
 *
 * <p>Only names listed here can be written. None of them runs code, and a link goes nowhere but to
 * a place in the same page.
 */
public final class Element implements Node {
  private static final Set<String> VOID = Set.of("meta", "br", "hr");

  private static final Set<String> NAMES =
      Set.of(
          ("html head title meta body header nav main section article footer h1 h2 h3 p a span strong"
                  + " em small br hr div figure figcaption ul ol li dl dt dd details summary table"
                  + " caption thead tbody tfoot tr th td time code svg g path line circle rect text"
                  + " desc")
              .split(" "));

  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("lang charset name content http-equiv class id href role tabindex aria-label aria-labelledby"
                  + " aria-hidden scope colspan open datetime viewBox preserveAspectRatio width"
                  + " height x y x1 x2 y1 y2 cx cy r d text-anchor stroke-width dy transform")
              .split(" "));

  private static final Pattern INSIDE_PAGE = Pattern.compile("#[A-Za-z][A-Za-z0-9-]*");

  private final String name;
  private final Map<String, String> attributes;
  private final List<Node> children;

  private Element(String name, Map<String, String> attributes, List<Node> children) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("A page may not hold the element " + name);
    }
    this.name = name;
    this.attributes = attributes;
    this.children = children;
  }

  /** An empty element. */
  public static Element of(String name) {
    return new Element(name, Map.of(), List.of());
  }

  /** An element that holds text. */
  public static Element of(String name, String text) {
    return of(name).add(text);
  }

  /** An element that holds others. */
  public static Element of(String name, Node... children) {
    return new Element(name, Map.of(), List.of(children));
  }

  /** An element of a style class. */
  public static Element styled(String name, String styleClass) {
    return of(name).with("class", styleClass);
  }

  /** This element with an attribute more. */
  public Element with(String attribute, String value) {
    if (!ATTRIBUTES.contains(attribute)
        || (attribute.equals("href") && !INSIDE_PAGE.matcher(value).matches())) {
      throw new IllegalArgumentException(
          "A page may not hold the attribute %s='%s'".formatted(attribute, value));
    }
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new Element(name, Collections.unmodifiableMap(more), children);
  }

  /** This element with text at its end. */
  public Element add(String text) {
    return add(new Text(text));
  }

  /** This element with others at its end. */
  public Element add(Node... more) {
    return add(List.of(more));
  }

  /** This element with others at its end. */
  public Element add(List<? extends Node> more) {
    List<Node> all = new ArrayList<>(children);
    all.addAll(more);
    return new Element(name, attributes, Collections.unmodifiableList(all));
  }

  @Override
  public void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          Text.escape(value, out);
          out.append('"');
        });
    if (VOID.contains(name)) {
      out.append("/>");
      return;
    }
    out.append('>');
    children.forEach(child -> child.write(out));
    out.append("</").append(name).append('>');
  }
}
