package dev.mercato.ml;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;

/** The data are sound but do not suffice for a model: status 1. */
public final class TooLittleDataException extends MercatoException {
  private static final long serialVersionUID = 1L;

  public TooLittleDataException(String sentence) {
    super(ExitStatus.FAILED, sentence);
  }
}
