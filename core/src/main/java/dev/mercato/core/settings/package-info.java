/**
 * Settings. Precedence, highest first: option, environment variable, overlay of the environment,
 * {@code mercato.yaml}. All faults are reported together.
 */
package dev.mercato.core.settings;
