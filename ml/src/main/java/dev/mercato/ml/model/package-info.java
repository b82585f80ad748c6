/**
 * The life of models: written aside and renamed into {@code models/NAME/VERSION}, checked when they
 * are opened, one version of each name the champion.
 */
package dev.mercato.ml.model;
