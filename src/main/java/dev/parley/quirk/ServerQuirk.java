package dev.parley.quirk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that exists because of one server and is outside {@code transport.container}. The list of these places in
 * {@code containers.md} is made from these annotations, and a test compares the two.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ServerQuirk {

    /** The servers, as the documents name them. */
    String server();

    /** What the server does, in one sentence without a line break. */
    String what();
}
