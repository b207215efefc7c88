package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is called for each socket that may connect to the namespace, before its client is told. Rooms that the
 * socket joins here miss no event. An exception refuses the connection: the client gets a CONNECT_ERROR whose
 * {@code data} are {@code {code, message, details?, timestamp}} (see {@link OnError}); a {@code CompletionStage} that
 * fails does the same, and one that takes time delays the connection. Other results are ignored.
 *
 * <p>Parameters are the special types of {@link OnEvent}, but no {@link Ack}, and at most one with {@link Auth}. Threads
 * are as there. The methods of several beans are called one after the other, in the order of the classes' names.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnect {}
