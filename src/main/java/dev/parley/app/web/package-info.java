/**
 * Filters and servlets in front of the application's parts: they set the headers of pages, and refuse requests that
 * must not reach any part.
 *
 * <p>Uses: {@code admin}, {@code admin.problem}, {@code engine}, {@code limits}, {@code quirk}, {@code security},
 * {@code transport}.
 * <p>Libraries: {@code jakarta.servlet}, {@code jakarta.ws.rs}.
 */
package dev.parley.app.web;
