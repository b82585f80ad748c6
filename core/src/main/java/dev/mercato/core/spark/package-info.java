/** Spark sessions, and what Spark tells while it works. */
package dev.mercato.core.spark;
