/** The beans of an application with own events, which tests put into the WAR. */
package dev.parley.it.own;
