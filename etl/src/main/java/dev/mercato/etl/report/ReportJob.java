package dev.mercato.etl.report;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.etl.report.ReportPage.Part;
import dev.mercato.etl.report.html.Element;
import dev.mercato.etl.report.html.Node;
import dev.mercato.etl.report.plot.Gallery;
import dev.mercato.etl.report.section.Section;
import dev.mercato.etl.report.section.ShopData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;

/**
 * Makes the report: asks the marts and tables for a few figures, and writes a page and its plots
 * over those of the report before.
 */
public final class ReportJob implements Job<ReportResult> {
  private static final String NO_FONTS =
      "The plots stand in the page but could not be written as PNG files, as this machine has no fonts for Java: install fontconfig and a font, such as Debian's fonts-dejavu-core.";

  private final JobContext context;
  private final List<Section<?>> sections;

  public ReportJob(JobContext context) {
    this(context, ReportSections.ALL);
  }

  ReportJob(JobContext context, List<Section<?>> sections) {
    this.context = context;
    this.sections = List.copyOf(sections);
  }

  @Override
  public ReportResult execute() {
    // Java2D then looks for no display
    System.setProperty("java.awt.headless", "true");
    ShopData data = new ShopData(context);
    Gallery gallery = new Gallery();
    ReportPage page;
    try (var step = context.progress().begin("ask for the report's figures")) {
      page = new ReportPage("Shop report", subtitle(data), parts(data, gallery));
    }
    try (var step = context.progress().begin("write the report")) {
      Optional<Map<String, byte[]>> bitmaps = gallery.bitmaps();
      return files()
          .replace(
              page.toHtml(),
              bitmaps.orElse(Map.of()),
              bitmaps.isPresent() ? List.of() : List.of(NO_FONTS));
    }
  }

  private List<Part> parts(ShopData data, Gallery gallery) {
    SparkContext spark = context.spark().sparkContext();
    List<Part> parts = new ArrayList<>();
    try {
      for (Section<?> section : sections) {
        spark.setJobDescription("report: " + section.title());
        parts.add(part(section, data, gallery));
      }
    } finally {
      spark.setJobDescription(null);
    }
    return parts;
  }

  private static <M> Part part(Section<M> section, ShopData data, Gallery gallery) {
    List<Node> content =
        section
            .query(data)
            .map(model -> section.render(model, gallery))
            .orElseGet(() -> List.of(Element.styled("p", "absent").add(section.absence())));
    return new Part(section.id(), section.title(), content);
  }

  /** Where the data comes from, in the words of the raw batches. */
  private static String subtitle(ShopData data) {
    List<RawManifest> batches = data.batches();
    return batches.isEmpty()
        ? "There are no raw batches that say where the data comes from."
        : "From "
            + batches.stream()
                .map(batch -> batch.origin().description())
                .distinct()
                .collect(Collectors.joining("; "))
            + ".";
  }

  private ReportFiles files() {
    return new ReportFiles(
        context.settings().locations().reports(),
        context.spark().sparkContext().hadoopConfiguration());
  }
}
