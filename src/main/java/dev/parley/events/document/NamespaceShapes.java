package dev.parley.events.document;

import dev.parley.events.declaration.EmittedEvent;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.HandlerKind;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.declaration.ParameterDeclaration;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the declarations of namespaces into their shapes on the wire. Not thread-safe. */
final class NamespaceShapes {

    private final DataTypes types;
    private final UniqueNames identifiers = new UniqueNames("");

    NamespaceShapes(Definitions definitions) {
        this.types = new DataTypes(definitions);
    }

    NamespaceShape of(NamespaceDeclaration namespace) {
        return new NamespaceShape(
                namespace.pattern(),
                identifiers.of(words(namespace.pattern().text())),
                namespace.handlers(HandlerKind.EVENT).stream()
                        .map(this::fromClients)
                        .toList(),
                namespace.emits().stream().map(this::toClients).toList());
    }

    /** The words of a pattern as one name: {@code TenantsId} for {@code /tenants/{id}}. */
    private static String words(String pattern) {
        StringBuilder name = new StringBuilder();
        for (String word : pattern.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        boolean isName = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        return isName ? name.toString() : "Root" + name;
    }

    private EventShape fromClients(HandlerDeclaration handler) {
        List<EventShape.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < handler.parameters().size(); i++) {
            ParameterDeclaration parameter = handler.parameters().get(i);
            if (handler.arguments().contains(parameter)) {
                arguments.add(
                        argument(parameter, handler.method().getParameters()[i].getAnnotations()));
            }
        }
        Optional<DataType> result =
                handler.acknowledgesItself() ? Optional.empty() : Optional.of(type(handler.result()));
        return new EventShape(handler.event(), arguments, Optional.of(new EventShape.Acknowledgement(result, true)));
    }

    private EventShape.Argument argument(ParameterDeclaration parameter, Annotation[] annotations) {
        boolean isRest = parameter.source() == ParameterDeclaration.Source.REST;
        DataType type = type(parameter.type());
        // At a varargs parameter the constraints are those of the array.
        DataType constrained = isRest ? type : Constraints.apply(type, annotations);
        boolean mayBeMissing = parameter.optional() && !(constrained instanceof DataType.Maybe);
        return new EventShape.Argument(
                parameter.name(), mayBeMissing ? new DataType.Maybe(constrained) : constrained, isRest);
    }

    private EventShape toClients(EmittedEvent event) {
        List<EventShape.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < event.payload().size(); i++) {
            Type payload = event.payload().get(i);
            String name = event.payload().size() == 1 ? nameFor(payload) : "argument" + (i + 1);
            arguments.add(new EventShape.Argument(name, type(payload), false));
        }
        boolean isAcknowledged = event.acknowledgement() != void.class;
        return new EventShape(
                event.name(),
                arguments,
                isAcknowledged
                        ? Optional.of(new EventShape.Acknowledgement(Optional.of(type(event.acknowledgement())), false))
                        : Optional.empty());
    }

    private static String nameFor(Type payload) {
        String name = Definitions.nameOf(payload);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private DataType type(Type type) {
        return types.of(type);
    }
}
