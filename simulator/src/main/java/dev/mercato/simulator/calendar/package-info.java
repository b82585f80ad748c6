/**
 * When the shop is busy: campaigns, holidays, weekdays and the time of the year. All days are days
 * in UTC.
 */
package dev.mercato.simulator.calendar;
