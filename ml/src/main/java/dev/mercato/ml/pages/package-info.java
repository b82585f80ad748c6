/** The page of the models that serve: their figures, and what they say of the shop. */
package dev.mercato.ml.pages;
