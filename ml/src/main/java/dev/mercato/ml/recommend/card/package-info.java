/** What recommendations put on pages. */
package dev.mercato.ml.recommend.card;
