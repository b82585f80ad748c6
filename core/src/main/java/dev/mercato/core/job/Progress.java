package dev.mercato.core.job;

/**
 * Where a job tells which steps it is at. Steps do not nest, but several may be at work at the same
 * time, each in a thread of its own.
 */
public interface Progress {

  /** Begins a step; the caller closes it when it is done, also after a failure. */
  Step begin(String name);

  /** One step of a job. */
  interface Step extends AutoCloseable {
    /** Adds to the rows that the step has dealt with. */
    void rows(long rows);

    @Override
    void close();
  }

  /** Progress that nobody watches. */
  static Progress silent() {
    return name -> SilentStep.INSTANCE;
  }

  /** A step that nobody watches. */
  enum SilentStep implements Step {
    INSTANCE;

    @Override
    public void rows(long rows) {}

    @Override
    public void close() {}
  }
}
