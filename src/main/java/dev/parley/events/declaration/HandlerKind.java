package dev.parley.events.declaration;

import dev.parley.api.OnAnyEvent;
import dev.parley.api.OnConnect;
import dev.parley.api.OnDisconnect;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.OnServerEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** What a handler handles, which its annotation says. */
public enum HandlerKind {
    /** {@link OnConnect}. */
    CONNECT(OnConnect.class),
    /** {@link OnEvent}. */
    EVENT(OnEvent.class),
    /** {@link OnAnyEvent}. */
    ANY_EVENT(OnAnyEvent.class),
    /** {@link OnServerEvent}. */
    SERVER_EVENT(OnServerEvent.class),
    /** {@link OnError}. */
    ERROR(OnError.class),
    /** {@link OnDisconnect}. */
    DISCONNECT(OnDisconnect.class);

    private final Class<? extends Annotation> annotation;

    HandlerKind(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    /** The annotation as users write it, with the at sign. */
    public String text() {
        return "@" + annotation.getSimpleName();
    }

    /** The annotation. */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** The kinds whose annotations a method has; none if it is no handler. */
    static List<HandlerKind> of(Method method) {
        return Arrays.stream(values())
                .filter(kind -> method.isAnnotationPresent(kind.annotation))
                .toList();
    }

    /** The name of the events that a method handles; empty if its kind has none. */
    String event(Method method) {
        return switch (this) {
            case EVENT -> method.getAnnotation(OnEvent.class).value();
            case SERVER_EVENT -> method.getAnnotation(OnServerEvent.class).value();
            default -> "";
        };
    }
}
