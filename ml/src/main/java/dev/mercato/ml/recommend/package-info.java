/** What to show to whom: learnt from what users viewed, put into carts and bought. */
package dev.mercato.ml.recommend;
