/** The simulated shop: pure functions of a seed, without Spark, files, clock or locale. */
package dev.mercato.simulator;
