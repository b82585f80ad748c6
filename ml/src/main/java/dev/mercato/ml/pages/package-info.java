/** Models on pages: a card for each version, and what they say of the shop beside its report. */
package dev.mercato.ml.pages;
