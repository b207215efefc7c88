package dev.parley.events.document;

import dev.parley.events.declaration.ResolvedTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The types with names of their own that a document needs, by name. A name is that of the class; of two classes with one
 * name, the second one gets a number. Not thread-safe.
 */
final class Definitions {

    private final Map<String, Definition> byName = new TreeMap<>();
    private final Map<Type, String> names = new HashMap<>();
    private final UniqueNames free = new UniqueNames("");

    /** The reference to a type. If the type is new, it is defined, which may define others, and itself again. */
    DataType.Reference define(Type type, Supplier<Definition> definition) {
        String known = names.get(type);
        if (known != null) {
            return new DataType.Reference(known);
        }
        String name = free.of(nameOf(type));
        names.put(type, name);
        // Reserves the name before the members are read: they may refer to this type, or to one of the same name.
        byName.put(name, null);
        byName.put(name, definition.get());
        return new DataType.Reference(name);
    }

    /** The name for documents: {@code PageOfOrder} for {@code Page<Order>}. */
    static String nameOf(Type type) {
        String own = ResolvedTypes.erase(type).getSimpleName().replace("[]", "List");
        return type instanceof ParameterizedType generic
                ? own + "Of"
                        + Arrays.stream(generic.getActualTypeArguments())
                                .map(Definitions::nameOf)
                                .collect(Collectors.joining("And"))
                : own;
    }

    /** All of them, sorted by name. */
    Map<String, Definition> all() {
        return new TreeMap<>(byName);
    }
}
