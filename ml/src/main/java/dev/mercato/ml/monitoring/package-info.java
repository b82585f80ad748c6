/** Whether what a model sees now is still what it has learnt from. */
package dev.mercato.ml.monitoring;
