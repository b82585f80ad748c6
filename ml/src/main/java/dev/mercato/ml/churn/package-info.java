/** Who will not buy again in time, why, and how sure one can be of it. */
package dev.mercato.ml.churn;
