package dev.parley.api;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses the user of the socket whose event is being handled, for {@code @Inject @Caller JsonWebToken} and
 * {@code @Inject @Caller Principal}. Without the qualifier these two types belong to the server, which knows nothing of
 * sockets. If nobody has signed in, the token has no name and no claims. A call outside of an event fails with an {@link IllegalStateException} that says so.
 */
@Documented
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Caller {}
