/** What ranks the whole catalogue for one user at a time. */
package dev.mercato.ml.recommend.rank;
