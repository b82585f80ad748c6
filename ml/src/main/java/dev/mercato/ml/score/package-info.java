/** What champions say of users and customers, as tables and files. */
package dev.mercato.ml.score;
