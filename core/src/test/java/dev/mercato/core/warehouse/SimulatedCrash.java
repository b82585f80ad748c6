package dev.mercato.core.warehouse;

/** What a halt point throws instead of killing the process, see {@link #at}. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  private SimulatedCrash(HaltPoint point) {
    super(point.label());
  }

  /**
   * Does work that dies at a point.
   *
   * @return whether it got there
   */
  static boolean at(HaltPoint point, Runnable work) {
    HaltPoint.haltBy(
        reached -> {
          throw new SimulatedCrash(reached);
        });
    System.setProperty(HaltPoint.PROPERTY, point.label());
    try {
      work.run();
      return false;
    } catch (SimulatedCrash crash) {
      return true;
    } finally {
      System.clearProperty(HaltPoint.PROPERTY);
    }
  }
}
