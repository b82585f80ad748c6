package dev.mercato.etl.report.section;

import dev.mercato.core.raw.RawManifest;
import dev.mercato.etl.report.section.CalibrationFile.Figure;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a simulated shop reached beside the published figures that it aims for. */
public final class CalibrationSection implements Section<CalibrationSection.Calibration> {

  /** The figures of one batch. */
  record Calibration(String batch, List<Figure> figures) {}

  @Override
  public String id() {
    return "calibration";
  }

  @Override
  public String title() {
    return "Calibration";
  }

  @Override
  public String absence() {
    return "No simulated batch with targets lies beside this shop's raw files, so there is nothing to compare with.";
  }

  /** The batch of the most days, since the targets are meant for a year; the later of two. */
  @Override
  public Optional<Calibration> query(ShopData data) {
    return data.batches().stream()
        .sorted(
            Comparator.comparing(CalibrationSection::days)
                .thenComparing(batch -> batch.days().from())
                .reversed())
        .flatMap(
            batch ->
                data
                    .calibration(batch)
                    .filter(file -> !file.figures().isEmpty())
                    .map(file -> new Calibration(batch.batch(), file.figures()))
                    .stream())
        .findFirst();
  }

  private static long days(RawManifest batch) {
    return ChronoUnit.DAYS.between(batch.days().from(), batch.days().to());
  }

  @Override
  public List<Node> render(Calibration calibration, Gallery gallery) {
    long met = calibration.figures().stream().filter(Figure::met).count();
    return List.of(
        Element.of(
            "p",
            "%d of %d figures of the batch %s are within their bands."
                .formatted(
                    met, calibration.figures().size(), calibration.batch().replace("_", " to "))),
        DataTable.of("Reached, beside the target and its band", calibration.figures())
            .words("Figure", Figure::figure)
            .figures("Reached", figure -> figure(figure, figure.reached()))
            .drawn("", CalibrationSection::bullet)
            .words("Within", figure -> figure.met() ? "yes" : "no")
            .figures("Target", figure -> figure(figure, figure.target()))
            .figures(
                "Band",
                figure -> figure(figure, figure.low()) + " – " + figure(figure, figure.high()))
            .words("Source of the target", Figure::source)
            .toHtml(),
        definitions());
  }

  /** A figure whose band does not go beyond 1 is a share. */
  private static String figure(Figure figure, double value) {
    return figure.high() <= 1
        ? Figures.percent(value)
        : Figures.decimal(value, figure.high() >= 20 ? 1 : 2);
  }

  /** The band, the target in it, and where the figure is; the band is the middle third. */
  private static Node bullet(Figure figure) {
    double width = figure.high() - figure.low();
    double low = figure.low() - width;
    double span = Math.max(3 * width, Double.MIN_NORMAL);
    double reached = Math.max(1.5, Math.min(98.5, 100 * (figure.reached() - low) / span));
    return Element.styled("svg", "bullet")
        .with("viewBox", "0 0 100 10")
        .with("preserveAspectRatio", "none")
        .with("aria-hidden", "true")
        .add(
            box("fill-grid", 0, 100, 4, 2),
            box("fill-soft", 100 / 3.0, 100 / 3.0, 2, 6),
            box("fill-text", 100 * (figure.target() - low) / span - 0.4, 0.8, 1, 8),
            box(figure.met() ? "fill-accent" : "fill-warm", reached - 1.5, 3, 0, 10));
  }

  private static Element box(String ink, double x, double width, double y, double height) {
    return Element.styled("rect", ink)
        .with("x", Double.toString(x))
        .with("width", Double.toString(width))
        .with("y", Double.toString(y))
        .with("height", Double.toString(height));
  }

  private static Element definitions() {
    return Definitions.of()
        .term(
            "Reached",
            "counted while the batch was generated, over all its days; refunds count as soon as they are drawn")
        .term(
            "Band",
            "what still counts as met at the scale of 100,000 users over a year; smaller shops scatter more")
        .term(
            "The bar",
            "shows the band in light blue, the target as a line and what was reached as a block")
        .toHtml();
  }
}
