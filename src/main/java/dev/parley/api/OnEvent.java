package dev.parley.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method handles the events with one name, of all sockets of the namespace. A namespace has at most one handler for
 * a name.
 *
 * <p><b>Parameters.</b> {@link Socket}, {@link Ack}, {@link Handshake}, {@link AuthenticatedUser}, {@link java.security.Principal}
 * and {@code JsonWebToken} get what belongs to the event; a parameter with {@link NamespaceParam} gets a part of the
 * namespace's name. All other parameters are the event's arguments, in order: records and beans by JSON-B, generic types
 * included; {@code String}, numbers, {@code boolean}; {@code JsonValue} and its subtypes as they came; {@code byte[]} and
 * {@code InputStream} for bytes; {@code Optional} for an argument that may be missing or null. A varargs parameter takes
 * the rest. Arguments for which there is no parameter are ignored. If an argument is missing, is null, is of another type
 * or breaks a constraint of Jakarta Validation, then the method is not called, and the client gets
 * {@code INVALID_MESSAGE} with the name of the argument.
 *
 * <p><b>Result.</b> What the method returns is the argument of the acknowledgement: a value, or the value of a
 * {@code CompletionStage}. A method that returns {@code void} acknowledges without an argument, unless it has a parameter
 * of type {@link Ack}.
 *
 * <p><b>Failure.</b> If the client asked for an acknowledgement, the acknowledgement's first argument is
 * {@code {error: {code, message, details?, timestamp}}}; otherwise the client gets an {@code error} event with
 * {@code {code, message, details?, timestamp}}. See {@link OnError} and {@link ProblemException}.
 *
 * <p><b>Threads.</b> The events of a socket are handled one after the other, in order; an event is over when its method
 * has returned and its stage has completed. The method runs on a managed thread and may block. See {@link NonBlocking}
 * and {@link Concurrent}. A request context is active meanwhile.
 *
 * <p><b>Access.</b> {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} are checked against the groups of the
 * socket's token before the arguments are read. Refusals have the code {@code AUTHORIZATION_FAILED}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {

    /**
     * The event's name. The names that Socket.IO reserves, such as {@code connect}, are refused at deployment, and so
     * is {@code authenticate}, by which clients renew their token in each namespace.
     */
    String value();
}
