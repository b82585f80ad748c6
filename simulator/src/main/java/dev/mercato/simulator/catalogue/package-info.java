/** What the shop sells, and how likely each taste is to look at each product in each month. */
package dev.mercato.simulator.catalogue;
