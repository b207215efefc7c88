package dev.parley.events.declaration;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks that beans do not contradict each other. */
final class SharedChecks {

    private final Faults faults;

    SharedChecks(Faults faults) {
        this.faults = faults;
    }

    /** Checks the beans of one namespace. */
    void check(List<BeanDeclaration> beans) {
        List<HandlerDeclaration> all =
                beans.stream().flatMap(one -> one.handlers().stream()).toList();
        checkOnce(of(all, HandlerKind.EVENT), HandlerDeclaration::event, "the event ");
        checkOnce(of(all, HandlerKind.SERVER_EVENT), HandlerDeclaration::event, "the server event ");
        checkOnce(of(all, HandlerKind.ANY_EVENT), handler -> "all other events", "");
        beans.forEach(
                one -> checkErrorHandlers(of(one.handlers(), HandlerKind.ERROR).toList()));
        checkAnonymous(beans);
        checkEmits(beans);
    }

    /** Checks that no two handlers take the same exceptions. */
    void checkErrorHandlers(List<HandlerDeclaration> handlers) {
        checkOnce(
                handlers.stream().filter(handler -> handler.exception().isPresent()),
                handler -> handler.exception().orElseThrow().getTypeName(),
                "");
    }

    private static Stream<HandlerDeclaration> of(List<HandlerDeclaration> all, HandlerKind kind) {
        return all.stream().filter(handler -> handler.kind() == kind);
    }

    private void checkOnce(
            Stream<HandlerDeclaration> handlers, Function<HandlerDeclaration, String> key, String prefix) {
        Map<String, HandlerDeclaration> first = new HashMap<>();
        handlers.forEach(handler -> {
            HandlerDeclaration other = first.putIfAbsent(key.apply(handler), handler);
            if (other != null) {
                faults.add(
                        handler.bean().type(),
                        handler.method(),
                        other + " handles " + prefix + key.apply(handler) + ", too.",
                        "Remove one of the two.");
            }
        });
    }

    private void checkAnonymous(List<BeanDeclaration> beans) {
        BeanDeclaration first = beans.get(0);
        for (BeanDeclaration one : beans) {
            if (one.isAnonymous() != first.isAnonymous()) {
                faults.add(
                        one.bean().type(),
                        "It and " + first.bean().type().getName() + " share the namespace " + one.pattern()
                                + ", and only one of them is @Anonymous.",
                        "Write it at both or at none.");
            }
        }
    }

    private void checkEmits(List<BeanDeclaration> beans) {
        Map<String, EmittedEvent> first = new HashMap<>();
        for (BeanDeclaration one : beans) {
            for (EmittedEvent event : one.emits()) {
                EmittedEvent other = first.putIfAbsent(event.name(), event);
                if (other != null && !other.equals(event)) {
                    faults.add(
                            one.bean().type(),
                            "@Emits declares " + event.name() + " with " + types(event) + ", and another @Emits of "
                                    + one.pattern() + " with " + types(other) + ".",
                            "Declare it once, or with the same types.");
                }
            }
        }
    }

    private static String types(EmittedEvent event) {
        return event.payload().stream().map(Type::getTypeName).toList() + " acknowledged by "
                + event.acknowledgement().getTypeName();
    }

    /** Checks that each name has one pattern; takes a bean of each pattern. */
    void checkPatterns(List<BeanDeclaration> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            for (BeanDeclaration other : patterns.subList(0, i)) {
                BeanDeclaration one = patterns.get(i);
                if (!one.pattern().isName()
                        && !other.pattern().isName()
                        && one.pattern().overlaps(other.pattern())) {
                    faults.add(
                            one.bean().type(),
                            "There are names that match " + one.pattern() + " and " + other.pattern() + " of "
                                    + other.bean().type().getName() + ".",
                            "Give the two patterns different parts, or the same parameters.");
                }
            }
        }
    }
}
