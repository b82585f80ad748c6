/** What an evaluation shows on a page, and the card of each version of a model. */
package dev.mercato.ml.card;
