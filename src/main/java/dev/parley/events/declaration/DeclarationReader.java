package dev.parley.events.declaration;

import dev.parley.api.SocketNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what beans declare, and checks all that can be checked before the first client comes. */
public final class DeclarationReader {

    private final Faults faults = new Faults();
    private final Map<String, List<BeanDeclaration>> byNamespace = new TreeMap<>();
    private final List<HandlerDeclaration> generalErrorHandlers = new ArrayList<>();

    private DeclarationReader() {}

    /**
     * Reads the annotations of beans.
     *
     * @param beans those with a namespace, and those with {@code @OnError} methods
     * @return the namespaces, in the order of their texts
     * @throws DeclarationException if anything of it cannot work; it has one line for each fault
     */
    public static List<NamespaceDeclaration> read(Collection<EventBean> beans) {
        DeclarationReader reader = new DeclarationReader();
        beans.stream()
                .sorted(Comparator.comparing(bean -> bean.type().getName()))
                .forEach(reader::add);
        List<NamespaceDeclaration> namespaces = reader.namespaces();
        reader.faults.throwIfAny();
        return namespaces;
    }

    private void add(EventBean bean) {
        SocketNamespace annotation = bean.type().getAnnotation(SocketNamespace.class);
        if (annotation == null) {
            ClassChecks.checkWithoutNamespace(bean, faults);
            new HandlerReader(bean, Optional.empty(), faults)
                    .read().stream()
                            .filter(handler -> handler.kind() == HandlerKind.ERROR)
                            .forEach(generalErrorHandlers::add);
            return;
        }
        ClassChecks.check(bean, faults);
        Optional<NamespacePattern> pattern = pattern(bean, annotation.value());
        List<HandlerDeclaration> handlers = new HandlerReader(bean, pattern, faults).read();
        pattern.ifPresent(known -> byNamespace
                .computeIfAbsent(known.text(), text -> new ArrayList<>())
                .add(new BeanDeclaration(bean, known, handlers)));
    }

    private Optional<NamespacePattern> pattern(EventBean bean, String text) {
        try {
            return Optional.of(NamespacePattern.parse(text));
        } catch (IllegalArgumentException e) {
            faults.add(
                    bean.type(),
                    "The namespace \"" + text + "\" " + e.getMessage() + ".",
                    "Write a name like \"/orders\", or a pattern like \"/tenants/{id}\".");
            return Optional.empty();
        }
    }

    private List<NamespaceDeclaration> namespaces() {
        SharedChecks checks = new SharedChecks(faults);
        checks.checkErrorHandlers(generalErrorHandlers);
        checks.checkPatterns(
                byNamespace.values().stream().map(beans -> beans.get(0)).toList());
        return byNamespace.values().stream()
                .map(beans -> {
                    checks.check(beans);
                    return BeanDeclaration.join(beans, generalErrorHandlers);
                })
                .toList();
    }
}
