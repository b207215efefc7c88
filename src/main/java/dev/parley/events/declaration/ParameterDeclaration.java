package dev.parley.events.declaration;

import java.lang.reflect.Type;

/**
 * A parameter of a handler.
 *
 * @param name as clients are told: the parameter's name, {@code argument 1} if the class file has no names, or {@code auth}
 * @param source where the value comes from
 * @param type the type of the value, without type variables: within an {@code Optional}, and of one element of varargs
 * @param optional whether the parameter is an {@code Optional}
 * @param key the name of the parameter in the namespace's pattern for {@link Source#NAMESPACE_PARAM}; empty otherwise
 */
public record ParameterDeclaration(String name, Source source, Type type, boolean optional, String key) {

    /** Where the value of a parameter comes from. */
    public enum Source {
        /** The socket. */
        SOCKET,
        /** The event's acknowledgement. */
        ACK,
        /** The request with which the connection began. */
        HANDSHAKE,
        /** The user. */
        USER,
        /** The user as a {@code Principal}. */
        PRINCIPAL,
        /** The user's token. */
        TOKEN,
        /** A part of the namespace's name. */
        NAMESPACE_PARAM,
        /** The payload of the CONNECT. */
        AUTH,
        /** Why the socket left. */
        DISCONNECT_REASON,
        /** The exception that a handler has thrown. */
        EXCEPTION,
        /** The event's name. */
        EVENT_NAME,
        /** All arguments as JSON. */
        ALL_ARGUMENTS,
        /** The next of the event's arguments. */
        ARGUMENT,
        /** All arguments that are left. */
        REST
    }

    /** Whether the value is what a client has sent, read as a type of the application. */
    boolean isPayload() {
        return source == Source.ARGUMENT || source == Source.REST || source == Source.AUTH;
    }
}
