package dev.parley.events.declaration;

import dev.parley.security.Access;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A method that handles something.
 *
 * @param kind what it handles
 * @param event the name of the events that it handles; empty unless the kind has names
 * @param method the method, of the bean's class or of one of its super types
 * @param bean the bean on which it is called
 * @param parameters its parameters, in order
 * @param result the type of the acknowledgement's argument: what the method returns, or the value of its
 *     {@code CompletionStage}; {@code void} if there is no argument. Without type variables
 * @param execution how it wants to be called
 * @param access who may cause the call
 */
public record HandlerDeclaration(
        HandlerKind kind,
        String event,
        Method method,
        EventBean bean,
        List<ParameterDeclaration> parameters,
        Type result,
        Execution execution,
        Access access) {

    /** The event with which a client renews its token; Parley handles it in every namespace. */
    public static final String RENEWAL = "authenticate";

    /** Copies the list. */
    public HandlerDeclaration {
        parameters = List.copyOf(parameters);
    }

    /** The parameters that take arguments of the event, in order. */
    public List<ParameterDeclaration> arguments() {
        return parameters.stream()
                .filter(parameter -> parameter.source() == ParameterDeclaration.Source.ARGUMENT
                        || parameter.source() == ParameterDeclaration.Source.REST)
                .toList();
    }

    /** The type of the exceptions that the method takes; empty if it takes none. */
    public Optional<Class<?>> exception() {
        return parameters.stream()
                .filter(parameter -> parameter.source() == ParameterDeclaration.Source.EXCEPTION)
                .findFirst()
                .map(parameter -> ResolvedTypes.erase(parameter.type()));
    }

    /** Whether the method acknowledges by a parameter, and not by its result. */
    public boolean acknowledgesItself() {
        return parameters.stream().anyMatch(parameter -> parameter.source() == ParameterDeclaration.Source.ACK);
    }

    /** The class and the method, for people. */
    @Override
    public String toString() {
        return MethodText.of(bean.type(), method);
    }
}
