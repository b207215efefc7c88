package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or each {@link OnEvent} and {@link OnAnyEvent} handler of the class, needs no order: it may run beside
 * other events of the same socket, and the socket's next event does not wait for it. Not together with
 * {@link NonBlocking}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Concurrent {}
