/**
 * The composition root: builds the node from its settings, starts it, stops it. May depend on everything; nobody depends
 * on it.
 */
package dev.parley.app;
