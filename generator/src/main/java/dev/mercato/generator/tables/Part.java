package dev.mercato.generator.tables;

import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import java.io.Serializable;

/** What one task makes of a table: the rows of some users on some days. */
public record Part(Window window, UserRange users) implements Serializable {}
