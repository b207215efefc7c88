/** What this server survives: which test covers which line of the list of bad input, and the table of it. */
package dev.parley.robustness;
