/** What the command line can ask of the models. */
package dev.mercato.ml.command;
