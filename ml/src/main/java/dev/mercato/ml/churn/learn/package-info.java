/** What learns churn from examples: each is trained on the same rows and explains its scores. */
package dev.mercato.ml.churn.learn;
