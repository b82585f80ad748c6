package dev.mercato.etl.report;

import java.util.List;

/**
 * What a report left behind.
 *
 * @param page the path of the page; a URI where it does not stand on this machine's own disks
 * @param plots the paths of the plots' PNG files
 * @param notices what could not be done, and what must be known of the figures, each a sentence
 */
public record ReportResult(String page, List<String> plots, List<String> notices) {
  public ReportResult {
    plots = List.copyOf(plots);
    notices = List.copyOf(notices);
  }
}
