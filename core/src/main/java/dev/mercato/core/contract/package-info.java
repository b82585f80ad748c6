/** What rows must satisfy to be loaded: the registry's contract as Spark expressions. */
package dev.mercato.core.contract;
