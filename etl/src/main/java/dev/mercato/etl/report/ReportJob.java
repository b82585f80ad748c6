package dev.mercato.etl.report;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.SideBySide;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.etl.report.section.Section;
import dev.mercato.etl.report.section.ShopData;
import dev.mercato.page.Page;
import dev.mercato.page.Page.Part;
import dev.mercato.page.PageFiles;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Makes the report: asks the marts and tables for a few figures, and writes a page and its plots
 * over those of the report before.
 */
public final class ReportJob implements Job<ReportResult> {
  private static final String FOOTER =
      "Made by mercato report from the tables and marts as they stood. The page needs no network; the plots also stand beside it as PNG files.";

  private static final int QUERIES_AT_ONCE = 3;

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
    ShopData data = new ShopData(context);
    Gallery gallery = new Gallery();
    List<String> caveats;
    Page page;
    try (var step = context.progress().begin("ask for the report's figures")) {
      caveats = Caveats.of(context, data);
      page = new Page("Shop report", subtitle(data), caveats, parts(data, gallery), FOOTER);
    }
    try (var step = context.progress().begin("write the report")) {
      Optional<Map<String, byte[]>> bitmaps = gallery.bitmaps();
      List<String> notices = new ArrayList<>(caveats);
      if (bitmaps.isEmpty()) {
        notices.add(Gallery.NO_FONTS);
      }
      PageFiles.Written written = files().replace(page, bitmaps.orElse(Map.of()));
      return new ReportResult(written.page(), written.plots(), notices);
    }
  }

  /** The queries are small, and most of their time is planning: so several run at once. */
  private List<Part> parts(ShopData data, Gallery gallery) {
    try (SideBySide queries = new SideBySide(context.spark().sparkContext(), QUERIES_AT_ONCE)) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (Section<?> section : sections) {
        answers.add(queries.begin(() -> ask(section, data)));
      }
      return queries.results(answers).stream().map(answer -> answer.show(gallery)).toList();
    }
  }

  /** What a section has found, ready to be shown. */
  private interface Answer {
    Part show(Gallery gallery);
  }

  private <M> Answer ask(Section<M> section, ShopData data) {
    context.spark().sparkContext().setJobDescription("report: " + section.title());
    Optional<M> found = section.query(data);
    return gallery -> {
      List<Node> content =
          found
              .map(model -> section.render(model, gallery))
              .orElseGet(() -> List.of(Element.styled("p", "absent").add(section.absence())));
      return new Part(section.id(), section.title(), content);
    };
  }

  /** Where the data comes from, in the words of the raw batches. */
  private static String subtitle(ShopData data) {
    List<RawManifest> batches = data.batches();
    return batches.isEmpty()
        ? "There are no raw batches that say where the data comes from."
        : batches.stream()
            .map(batch -> described(batch.origin()))
            .distinct()
            .collect(Collectors.joining("; "));
  }

  /** Nobody should take a simulated shop for a real one. */
  private static String described(BatchOrigin origin) {
    if (origin instanceof BatchOrigin.SimulatedShop simulated) {
      return "Simulated data: " + simulated.description();
    }
    return "Imported data: " + origin.description();
  }

  private PageFiles files() {
    return new PageFiles(
        new PageFiles.Place(
            "The report", context.settings().locations().reports(), "report.html", "paths.reports"),
        context.spark().sparkContext().hadoopConfiguration());
  }
}
