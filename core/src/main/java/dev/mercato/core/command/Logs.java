package dev.mercato.core.command;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** How much of the libraries' logs is shown, on standard error. */
public final class Logs {
  private Logs() {}

  public static void configure(boolean verbose) {
    Configurator.setRootLevel(verbose ? Level.INFO : Level.ERROR);
  }
}
