/** Processes that are killed while events stream, and what is left. */
package dev.mercato.streaming.faults;
