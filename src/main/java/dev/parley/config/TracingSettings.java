package dev.parley.config;

/**
 * What is traced.
 *
 * @param isOn whether spans are made where the server has an OpenTelemetry that is switched on
 * @param fromArgument whether the last argument of an event may name the span of its client; it is taken out then
 */
public record TracingSettings(boolean isOn, boolean fromArgument) {}
