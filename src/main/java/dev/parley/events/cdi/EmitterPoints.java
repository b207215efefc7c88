package dev.parley.events.cdi;

import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.NamespaceDeclaration;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places where emitters are injected. */
final class EmitterPoints {

    private final List<InjectionPoint> points = new ArrayList<>();

    void add(InjectionPoint point) {
        points.add(point);
    }

    /** The namespace that a place names; empty if it has no {@code @SocketNamespace}. */
    static Optional<String> namespace(InjectionPoint point) {
        return point.getQualifiers().stream()
                .filter(SocketNamespace.class::isInstance)
                .map(qualifier -> ((SocketNamespace) qualifier).value())
                .findAny();
    }

    /** One line for each place whose namespace nobody has declared. */
    List<String> faults(List<NamespaceDeclaration> declared) {
        List<String> names = declared.stream()
                .map(namespace -> namespace.pattern().text())
                .sorted()
                .toList();
        return points.stream()
                .filter(point ->
                        namespace(point).filter(name -> !names.contains(name)).isPresent())
                .map(point -> fault(point, names))
                .toList();
    }

    private static String fault(InjectionPoint point, List<String> names) {
        String known = names.isEmpty() ? "no bean declares a namespace" : "declared are " + String.join(", ", names);
        return point.getMember().getDeclaringClass().getName() + "."
                + point.getMember().getName()
                + ": there is no namespace " + namespace(point).orElseThrow() + " for this emitter; " + known
                + ". Give the name or the pattern of a class with @SocketNamespace.";
    }
}
