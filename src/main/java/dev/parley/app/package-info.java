/**
 * The composition root: it builds the node from its settings, starts it and stops it. It may use every package. No
 * package outside may use it, and its own subpackages do not use it either.
 */
package dev.parley.app;
