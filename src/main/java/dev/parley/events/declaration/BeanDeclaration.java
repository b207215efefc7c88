package dev.parley.events.declaration;

import dev.parley.api.Anonymous;
import dev.parley.api.Emits;
import dev.parley.security.AccessAnnotations;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one bean declares for its namespace.
 *
 * @param bean the bean
 * @param pattern its namespace
 * @param handlers its handlers
 */
record BeanDeclaration(EventBean bean, NamespacePattern pattern, List<HandlerDeclaration> handlers) {

    boolean isAnonymous() {
        return bean.type().isAnnotationPresent(Anonymous.class);
    }

    List<EmittedEvent> emits() {
        return Stream.of(bean.type().getAnnotationsByType(Emits.class))
                .map(emits -> new EmittedEvent(emits.event(), List.<Type>of(emits.payload()), emits.acknowledgement()))
                .toList();
    }

    /** The declaration of a namespace by all of its beans, of which there is at least one. */
    static NamespaceDeclaration join(List<BeanDeclaration> beans, List<HandlerDeclaration> generalErrorHandlers) {
        return new NamespaceDeclaration(
                beans.get(0).pattern(),
                beans.get(0).isAnonymous(),
                beans.stream()
                        .flatMap(one -> AccessAnnotations.of(one.bean().type()).stream())
                        .distinct()
                        .toList(),
                beans.stream().flatMap(one -> one.handlers().stream()).toList(),
                generalErrorHandlers,
                beans.stream()
                        .flatMap(one -> one.emits().stream())
                        .distinct()
                        .sorted(Comparator.comparing(EmittedEvent::name))
                        .toList());
    }
}
