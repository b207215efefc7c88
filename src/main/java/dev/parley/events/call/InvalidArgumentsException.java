package dev.parley.events.call;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.ParameterDeclaration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The arguments of an event break constraints, for which its client is to blame. */
final class InvalidArgumentsException extends ConstraintViolationException {

    private static final long serialVersionUID = 1L;

    private final transient List<ParameterDeclaration> parameters;

    InvalidArgumentsException(Set<? extends ConstraintViolation<?>> violations, List<ParameterDeclaration> parameters) {
        super(violations);
        this.parameters = parameters;
    }

    /** Any client can cause it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** What the client is told: always the same for the same arguments. */
    RefusedException refusal() {
        ConstraintViolation<?> first = getConstraintViolations().stream()
                .min(Comparator.<ConstraintViolation<?>, String>comparing(
                                violation -> violation.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .orElseThrow();
        return RefusedException.field(field(first.getPropertyPath()), first.getMessage());
    }

    /** The argument's name, and the place within it. */
    private String field(Path path) {
        Iterator<Path.Node> nodes = path.iterator();
        // The first node is the method.
        nodes.next();
        StringBuilder field = new StringBuilder();
        while (nodes.hasNext()) {
            append(field, nodes.next());
        }
        return field.isEmpty() ? "arguments" : field.toString();
    }

    private void append(StringBuilder field, Path.Node node) {
        if (node.getKind() == ElementKind.PARAMETER) {
            int index = node.as(Path.ParameterNode.class).getParameterIndex();
            field.append(parameters.get(index).name());
            return;
        }
        if (node.isInIterable()) {
            field.append('[')
                    .append(node.getKey() == null ? node.getIndex() : node.getKey())
                    .append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            field.append('.').append(node.getName());
        }
    }
}
