package dev.parley.events.call;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.call.HandlerCall.ParameterSource;
import dev.parley.events.declaration.Execution;
import dev.parley.events.declaration.HandlerDeclaration;
import jakarta.validation.Validator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

/** A handler with all that can be prepared at deployment, so that a call needs no reflection. */
final class PreparedHandler {

    private final HandlerDeclaration declaration;
    private final ParameterSource[] sources;
    private final MethodConstraints constraints;
    private final MethodHandle method;

    /** @throws jakarta.validation.ValidationException if its constraints contradict the rules of Jakarta Validation */
    PreparedHandler(HandlerDeclaration declaration, ParameterSources sources, Validator validator) {
        this.declaration = declaration;
        this.sources = sources.of(declaration);
        this.constraints = MethodConstraints.of(declaration, validator);
        this.method = handle(declaration.method());
    }

    /** A handle of the type {@code (Object bean, Object[] arguments) -> Object}. */
    private static MethodHandle handle(Method method) {
        method.setAccessible(true);
        try {
            int parameters = method.getParameterCount();
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asType(MethodType.genericMethodType(1 + parameters))
                    .asSpreader(Object[].class, parameters);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    HandlerDeclaration declaration() {
        return declaration;
    }

    boolean mayRunWithoutBlocking() {
        return declaration.execution() == Execution.NON_BLOCKING;
    }

    /** As {@link #call}, within the scope of the event that the call is for. */
    Object callInScope(EventServices services, HandlerCall call) throws Exception {
        return services.scope().call(call.context(services.tokens()), () -> call(call));
    }

    /**
     * Calls the handler on the calling thread.
     *
     * @return what it has returned; null if it is {@code void}
     * @throws RefusedException if an argument is missing or wrong
     * @throws Exception what the handler has thrown
     */
    Object call(HandlerCall call) throws Exception {
        Object[] arguments = new Object[sources.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = sources[i].value(call);
        }
        Object bean = declaration.bean().reference().get();
        constraints.checkArguments(bean, arguments);
        Object result = invoke(bean, arguments);
        constraints.checkResult(bean, result);
        return result;
    }

    private Object invoke(Object bean, Object[] arguments) throws Exception {
        try {
            return (Object) method.invokeExact(bean, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
