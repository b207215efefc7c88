package dev.parley.events.cdi;

import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.HandlerKind;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.stream.Stream;

/** The annotations by which a class takes part in own events. */
final class HandlerAnnotations {

    private HandlerAnnotations() {}

    /** Whether the class has one of them, at itself or at one of its methods, inherited ones included. */
    static boolean areIn(AnnotatedType<?> type) {
        return type.isAnnotationPresent(SocketNamespace.class)
                || type.getMethods().stream().anyMatch(HandlerAnnotations::isHandler);
    }

    private static boolean isHandler(AnnotatedMethod<?> method) {
        return Stream.of(HandlerKind.values()).map(HandlerKind::annotation).anyMatch(method::isAnnotationPresent);
    }
}
