/**
 * The command line: options that all commands share, and the one place that turns an error into a
 * sentence and an exit status.
 */
package dev.mercato.core.command;
