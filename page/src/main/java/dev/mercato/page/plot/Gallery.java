package dev.mercato.page.plot;

import dev.mercato.page.html.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plots of one page: on the page as they are hung, and afterwards as files. */
public final class Gallery {
  /** What is to be said where there are no {@link #bitmaps}. */
  public static final String NO_FONTS =
      "The plots stand in the page but could not be written as PNG files, as this machine has no fonts for Java: install fontconfig and a font, such as Debian's fonts-dejavu-core.";

  private final Map<String, Hung> plots = new LinkedHashMap<>();

  public Gallery() {
    // Java2D then looks for no display
    System.setProperty("java.awt.headless", "true");
  }

  /** A key to a plot's colours: an ink and what it stands for. */
  public record KeyEntry(Ink ink, String meaning) {}

  /** A plot that hangs, with its key. */
  private record Hung(Plot plot, List<KeyEntry> key) {
    Hung {
      key = List.copyOf(key);
    }
  }

  /**
   * Hangs a plot: a figure with its title, a key to its colours if it has several, and the marks.
   */
  public Element hang(Plot plot, KeyEntry... key) {
    if (plots.put(plot.name(), new Hung(plot, List.of(key))) != null) {
      throw new IllegalArgumentException("Cannot hang two plots named " + plot.name());
    }
    Element title = Element.of("figcaption", Element.of("strong", plot.title()));
    for (KeyEntry entry : key) {
      title =
          title.add(
              Element.styled("span", "key")
                  .add(
                      Element.of("svg")
                          .with("viewBox", "0 0 10 10")
                          .with("aria-hidden", "true")
                          .add(
                              Element.styled("rect", entry.ink().fillClass())
                                  .with("width", "10")
                                  .with("height", "10")))
                  .add(entry.meaning()));
    }
    List<Element> drawings =
        plot.frames().stream().map(frame -> SvgPlot.draw(plot, frame)).toList();
    return Element.of("figure").add(title).add(drawings);
  }

  /**
   * The plots as PNG files, by their names; empty if this machine has no fonts to write their words
   * with.
   */
  public Optional<Map<String, byte[]>> bitmaps() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      plots.forEach(
          (name, hung) -> files.put(name + ".png", BitmapPlot.draw(hung.plot(), hung.key())));
    } catch (InternalError | LinkageError noFonts) {
      // What the JDK throws without fontconfig, fonts or libfreetype
      return Optional.empty();
    }
    return Optional.of(files);
  }
}
