/** Comma-separated values. */
package dev.mercato.core.csv;
