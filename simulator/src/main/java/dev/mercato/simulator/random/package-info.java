/**
 * Random numbers that depend on nothing but their key.
 *
 * <p>Every number of the shop is {@code mix(key + index * golden ratio)}: SplitMix64 addressed by
 * position, so that any task can produce any user and any day without running through what came
 * before. Integer arithmetic and the four operations on doubles are exact by the language (strict
 * everywhere since Java 17); where a logarithm, an exponential or a power is needed it is {@link
 * java.lang.StrictMath}'s, which fixes every bit. So the bytes are the same on any processor and
 * any JVM from 17 on.
 */
package dev.mercato.simulator.random;
