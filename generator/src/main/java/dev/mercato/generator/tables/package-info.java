/** The simulated tables: their columns filled from the simulator, and their rows cut into parts. */
package dev.mercato.generator.tables;
