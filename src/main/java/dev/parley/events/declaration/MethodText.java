package dev.parley.events.declaration;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The texts by which people find a method. */
final class MethodText {

    private MethodText() {}

    /** The bean's class, the method, and the class that has the method if it is another. */
    static String of(Class<?> bean, Method method) {
        String from = method.getDeclaringClass() == bean
                ? ""
                : " of " + method.getDeclaringClass().getName();
        return bean.getName() + "." + signature(method) + from;
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
