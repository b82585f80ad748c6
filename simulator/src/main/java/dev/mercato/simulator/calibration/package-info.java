/** What the shop is meant to look like in published figures, and how near it comes. */
package dev.mercato.simulator.calibration;
