package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method turns an exception of a handler into what the client is told. One parameter is of the exception's type;
 * others may be of the special types of {@link OnEvent}, but no {@link Ack}. It returns a {@link Problem}. Such methods of the handler's bean
 * go before those of other beans of the namespace, and these before those of beans without a namespace; among them the
 * one with the most specific type is called. It is also asked for {@code ConstraintViolationException}s of results and
 * of calls, and for exceptions of {@link OnConnect} methods. A {@link ProblemException} is given only to methods whose
 * parameter is of that type or of a sub type. A method without {@link NonBlocking} runs on a managed thread.
 *
 * <p>An exception that no method takes, and that is not a {@link ProblemException}, is logged with an incident id, and
 * the client gets {@code UNKNOWN_ERROR} with that id; its text never reaches the client.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnError {}
