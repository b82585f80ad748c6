/** Pages that need nothing but themselves: what stands around their sections, and their files. */
package dev.mercato.page;
