package dev.mercato.etl.report;

import dev.mercato.etl.report.section.CalibrationSection;
import dev.mercato.etl.report.section.CohortSection;
import dev.mercato.etl.report.section.ConcentrationSection;
import dev.mercato.etl.report.section.FunnelSection;
import dev.mercato.etl.report.section.HeadlineSection;
import dev.mercato.etl.report.section.ProductsSection;
import dev.mercato.etl.report.section.QualitySection;
import dev.mercato.etl.report.section.SalesSection;
import dev.mercato.etl.report.section.Section;
import dev.mercato.etl.report.section.SegmentsSection;
import java.util.List;

/** The sections of the report, in the order of the page. */
final class ReportSections {
  static final List<Section<?>> ALL =
      List.of(
          new HeadlineSection(),
          new SalesSection(),
          new ProductsSection(),
          new FunnelSection(),
          new CohortSection(),
          new SegmentsSection(),
          new ConcentrationSection(),
          new QualitySection(),
          new CalibrationSection());

  private ReportSections() {}
}
