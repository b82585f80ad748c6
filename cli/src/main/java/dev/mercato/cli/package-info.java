/** The {@code mercato} command: composes the jobs of the other modules. */
package dev.mercato.cli;
