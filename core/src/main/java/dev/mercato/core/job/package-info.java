/** What a job is given and how it tells what it does. */
package dev.mercato.core.job;
