package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method handles all events of the namespace that have no handler of their own. Its first parameter that is not one
 * of the special types of {@link OnEvent} is the event's name, a {@code String}; an optional second one takes the
 * arguments, as {@code List<JsonValue>} or {@code JsonArray}. All else is as with {@link OnEvent}. Without such a method
 * an unknown event is answered with {@code INVALID_MESSAGE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnAnyEvent {}
