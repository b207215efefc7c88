/**
 * From MicroProfile Config to immutable, validated records, one for each consumer, before anything starts.
 *
 * <p>A wrong value is an {@link dev.parley.config.InvalidSettingException} of one line: the variable, the value, what is
 * allowed. May depend on MicroProfile Config and on the settings records of the consumers. {@code app} uses it, and {@code
 * admin} shows what is in force.
 */
package dev.parley.config;
