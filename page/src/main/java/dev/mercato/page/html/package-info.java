/**
 * HTML that is safe by construction: text is escaped when it is written, and there is no element or
 * attribute that could run code or fetch anything.
 */
package dev.mercato.page.html;
