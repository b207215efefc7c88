package dev.parley.events.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the methods of a bean's class that are handlers: its own, those of its super classes, and default methods of
 * interfaces. A method that overrides a handler must have the annotation itself, so that a class shows what it handles.
 */
final class HandlerMethods {

    private final Class<?> bean;
    private final ResolvedTypes types;
    private final Faults faults;
    /** The methods by name and parameter types, the first of each is the one that is called. */
    private final Map<List<Object>, Method> called = new LinkedHashMap<>();

    private final List<Method> handlers = new ArrayList<>();

    private HandlerMethods(Class<?> bean, ResolvedTypes types, Faults faults) {
        this.bean = bean;
        this.types = types;
        this.faults = faults;
    }

    /** The handlers in the order of their names. */
    static List<Method> of(Class<?> bean, ResolvedTypes types, Faults faults) {
        HandlerMethods methods = new HandlerMethods(bean, types, faults);
        lineage(bean).forEach(methods::look);
        methods.handlers.sort(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString));
        return methods.handlers;
    }

    /** The class, its super classes, and then all interfaces. */
    private static Set<Class<?>> lineage(Class<?> bean) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            all.add(type);
        }
        List.copyOf(all).forEach(type -> addInterfaces(type, all));
        return all;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> parent : type.getInterfaces()) {
            all.add(parent);
            addInterfaces(parent, all);
        }
    }

    private void look(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isBridge() && !method.isSynthetic()) {
                look(method);
            }
        }
    }

    private void look(Method method) {
        boolean handler = !HandlerKind.of(method).isEmpty();
        if (isInheritable(method)) {
            Method overriding = called.putIfAbsent(signature(method), method);
            if (overriding != null && overrides(overriding, method)) {
                if (handler && HandlerKind.of(overriding).isEmpty()) {
                    faults.add(
                            bean,
                            overriding,
                            "It overrides a handler of "
                                    + method.getDeclaringClass().getName() + " without annotation.",
                            "Repeat " + HandlerKind.of(method).get(0).text() + ", or give the method another name.");
                }
                return;
            }
        }
        if (handler) {
            handlers.add(method);
        }
    }

    private static boolean isInheritable(Method method) {
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }

    /** Whether a method of a class overrides one of a super type with the same name and parameter types. */
    private static boolean overrides(Method overriding, Method method) {
        boolean packagePrivate = (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
        return !packagePrivate
                || overriding.getDeclaringClass().getPackage()
                        == method.getDeclaringClass().getPackage();
    }

    private List<Object> signature(Method method) {
        List<Object> signature = new ArrayList<>();
        signature.add(method.getName());
        Arrays.stream(method.getGenericParameterTypes()).map(this::erased).forEach(signature::add);
        return signature;
    }

    private Class<?> erased(Type type) {
        return ResolvedTypes.erase(types.resolve(type).orElse(type));
    }
}
