package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of an {@link OnConnect} method: the {@code auth} payload of the client's CONNECT, as JSON-B reads it, or
 * {@code JsonObject} as it came. The member {@code token} is never in it. A payload of the wrong shape refuses the
 * connection with {@code INVALID_MESSAGE}. An {@code Optional} is empty if there was no other member than the token.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Auth {}
