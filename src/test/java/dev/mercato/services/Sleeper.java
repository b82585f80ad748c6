package dev.mercato.services;

/** A service that does nothing, for tests of starting and ending services. */
public final class Sleeper {
  private Sleeper() {}

  /** Starts another process as the first argument says, prints its id, and sleeps. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0) {
      System.out.println("started " + TestServiceProcess.sleeper("grandchild").pid());
    }
    Thread.sleep(60_000);
  }
}
