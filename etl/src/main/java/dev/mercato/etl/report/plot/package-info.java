/**
 * Plots: what is to be seen is data ({@link dev.mercato.etl.report.plot.Plot}); XChart draws the
 * marks, and the words around them are real text on the page.
 */
package dev.mercato.etl.report.plot;
