/** The report: one page about the shop that needs nothing but itself, and its plots as files. */
package dev.mercato.etl.report;
