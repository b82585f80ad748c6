package dev.mercato.page.plot;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** Numbers in a row, some of which may be missing: those are not numbers. Immutable. */
public final class Series {
  private final double[] values;

  private Series(double[] values) {
    this.values = values;
  }

  public static Series of(double... values) {
    return new Series(values.clone());
  }

  public static Series of(Collection<Double> values) {
    return new Series(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The numbers, as an array of the caller's own. */
  public double[] toArray() {
    return values.clone();
  }

  public double get(int index) {
    return values[index];
  }

  public int size() {
    return values.length;
  }

  /** Those that are numbers. */
  public DoubleStream present() {
    return Arrays.stream(values).filter(Double::isFinite);
  }

  /** The least that is a number; 0 if none is. */
  public double least() {
    return present().min().orElse(0);
  }

  /** The most that is a number; 0 if none is. */
  public double most() {
    return present().max().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series series && Arrays.equals(values, series.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
