package dev.parley.robustness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which lines of the list of bad input (the resource {@code bad-inputs.txt}) a test covers: it sends that input, and sees both the
 * outcome and that everything goes on. Tests of Node say it in a comment before a {@code test} or a {@code suite}:
 * {@code // Bad input: 17, 18}. {@link BadInputsTest} makes the table in {@code robustness.md} of all of them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BadInput {

    /** The numbers of the lines. */
    int[] value();
}
