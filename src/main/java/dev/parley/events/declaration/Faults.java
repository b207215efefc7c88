package dev.parley.events.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Collects what cannot work, so that a developer sees all of it at once. */
final class Faults {

    private final List<String> lines = new ArrayList<>();

    /** A method is wrong. The fault is a sentence, or two; the remedy is one. */
    void add(Class<?> bean, Method method, String fault, String remedy) {
        lines.add(MethodText.of(bean, method) + ": " + fault + " " + remedy);
    }

    /** A class is wrong. */
    void add(Class<?> bean, String fault, String remedy) {
        lines.add(bean.getName() + ": " + fault + " " + remedy);
    }

    /** @throws DeclarationException if there is a fault */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new DeclarationException(lines.stream().distinct().toList());
        }
    }
}
