/** The sections of the report, each a query, a record of what it found, and how that is shown. */
package dev.mercato.etl.report.section;
