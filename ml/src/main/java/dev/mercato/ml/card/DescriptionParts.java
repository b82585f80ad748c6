package dev.mercato.ml.card;

import dev.mercato.ml.model.Feature;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model is for, what it was made from, and where it ends. */
final class DescriptionParts {
  private DescriptionParts() {}

  static Page.Part purpose(String purpose, List<String> limits) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Element.of("p", purpose));
    Element list = Element.of("ul");
    for (String limit : limits) {
      list = list.add(Element.of("li", limit));
    }
    nodes.add(Element.of("h3", "Limits"));
    nodes.add(list);
    return new Page.Part("purpose", "What it is for", nodes);
  }

  static Page.Part data(ModelDescription description) {
    return new Page.Part(
        "data",
        "What it was made from",
        List.of(
            Element.of(
                "p",
                "History from %s; trained on %s examples; tested at the cut %s on %s, by what happened in the %d days from then on. Nothing from the cut on was learnt from."
                    .formatted(
                        description.window().firstDay(),
                        Figures.count(description.window().trained()),
                        description.window().cut(),
                        Figures.count(description.window().tested()),
                        description.window().horizonDays())),
            Element.of("p", "Loads: " + String.join(", ", description.loads())),
            DataTable.of("Settings", List.copyOf(description.settings().entrySet()))
                .words("Setting", Map.Entry::getKey)
                .words("Value", Map.Entry::getValue)
                .toHtml(),
            DataTable.of("Features", description.features())
                .words("Feature", Feature::name)
                .words("Formula", Feature::formula)
                .toHtml()));
  }
}
