/** How good rankings are, and how good they could be. */
package dev.mercato.ml.recommend.evaluate;
