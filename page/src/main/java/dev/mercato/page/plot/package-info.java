/**
 * Plots: what is to be seen is data ({@link dev.mercato.page.plot.Plot}); XChart draws the marks,
 * and the words around them are real text on the page.
 */
package dev.mercato.page.plot;
