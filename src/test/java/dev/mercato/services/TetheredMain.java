package dev.mercato.services;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's main method, and ends the process as soon as standard input closes: a child
 * started through this class never outlives the process that started it, even one killed with -9.
 */
public final class TetheredMain {
  private TetheredMain() {}

  /** The first argument is the name of the class to run; the others are its arguments. */
  public static void main(String[] arguments) throws Throwable {
    Thread tether = new Thread(TetheredMain::haltWhenInputCloses, "tether");
    tether.setDaemon(true);
    tether.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void haltWhenInputCloses() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written to it.
      }
    } catch (IOException e) {
      // A pipe that broke has no other end either.
    }
    Runtime.getRuntime().halt(1);
  }
}
