/**
 * Writers that are killed: a child process works on a small shop and dies at a named point or at
 * any time, the next one looks at what is left, runs the same again, and compares it with a shop
 * that was never disturbed. The end-to-end tests kill a few, {@code benchmarks/load-faults} kills
 * many.
 */
package dev.mercato.faults;
