package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class of a {@link SocketNamespace}: an event that the server sends to clients of the namespace. The types for the
 * front end and the AsyncAPI document are made from these declarations. In development mode, an event that is sent and
 * not declared is logged once, as a warning.
 */
@Documented
@Repeatable(Emits.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Emits {

    /** The event's name. */
    String event();

    /** The types of the event's arguments, in order. */
    Class<?>[] payload() default {};

    /** The type of the client's acknowledgement; {@code void} if none is asked for. */
    Class<?> acknowledgement() default void.class;

    /** Several declarations at one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** The declarations. */
        Emits[] value();
    }
}
