/**
 * Who comes to the shop: the distributions that users are drawn from, their traits and their row in
 * the table.
 */
package dev.mercato.simulator.users;
