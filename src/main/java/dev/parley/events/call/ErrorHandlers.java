package dev.parley.events.call;

import dev.parley.api.ProblemException;
import dev.parley.events.declaration.EventBean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code @OnError} methods of a namespace, and which of them takes an exception. */
final class ErrorHandlers {

    private final List<PreparedHandler> ofNamespace;
    private final List<PreparedHandler> general;

    /** Takes those of the namespace's beans, and those of beans without a namespace. */
    ErrorHandlers(List<PreparedHandler> ofNamespace, List<PreparedHandler> general) {
        this.ofNamespace = List.copyOf(ofNamespace);
        this.general = List.copyOf(general);
    }

    private Stream<PreparedHandler> all() {
        return Stream.concat(ofNamespace.stream(), general.stream());
    }

    /** The method for an exception that a handler of a bean has thrown; empty if none takes it. */
    Optional<PreparedHandler> find(EventBean bean, Throwable failure) {
        return mostSpecific(
                        ofNamespace.stream()
                                .filter(handler -> handler.declaration().bean() == bean),
                        failure)
                .or(() -> mostSpecific(ofNamespace.stream(), failure))
                .or(() -> mostSpecific(general.stream(), failure));
    }

    /** Whether a method takes exactly these exceptions, and not those of a super class. */
    boolean name(Class<?> type) {
        return all().anyMatch(handler -> exception(handler) == type);
    }

    private static Optional<PreparedHandler> mostSpecific(Stream<PreparedHandler> handlers, Throwable failure) {
        return handlers.filter(handler -> takes(handler, failure))
                .reduce((one, other) ->
                        exception(one).isAssignableFrom(exception(other)) && exception(one) != exception(other)
                                ? other
                                : one);
    }

    /** A problem is an answer already, which only a method for problems may change. */
    private static boolean takes(PreparedHandler handler, Throwable failure) {
        Class<?> type = exception(handler);
        return type.isInstance(failure)
                && (!(failure instanceof ProblemException) || ProblemException.class.isAssignableFrom(type));
    }

    private static Class<?> exception(PreparedHandler handler) {
        return handler.declaration().exception().orElseThrow();
    }
}
