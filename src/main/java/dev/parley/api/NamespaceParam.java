package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that gets a part of the namespace's name: with {@code @SocketNamespace("/tenants/{id}")},
 * {@code @NamespaceParam("id") String tenant}. Its type is {@code String}, an integer, an enum, {@code UUID}, or a type with
 * a static method {@code valueOf(String)} or {@code fromString(String)}. A namespace whose name cannot be converted is
 * refused as invalid.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface NamespaceParam {

    /** The name of the parameter in the pattern, without braces. */
    String value();
}
