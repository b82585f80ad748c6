/** The home directory of a local platform, which belongs to one process at a time. */
package dev.mercato.core.home;
