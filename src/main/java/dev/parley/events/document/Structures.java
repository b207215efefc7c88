package dev.parley.events.document;

import dev.parley.events.declaration.ResolvedTypes;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the members of records and beans, as JSON-B writes them. */
final class Structures {

    private final DataTypes types;

    Structures(DataTypes types) {
        this.types = types;
    }

    /** The definition of a type: a union if it has subtypes, otherwise a structure. */
    Definition read(Type type) {
        JsonbTypeInfo subtypes = ResolvedTypes.erase(type).getAnnotation(JsonbTypeInfo.class);
        if (subtypes == null || subtypes.value().length == 0) {
            return structure(type, Map.of());
        }
        List<DataType.Reference> alternatives = new ArrayList<>();
        for (JsonbSubtype subtype : subtypes.value()) {
            alternatives.add(types.subtype(subtype.type(), Map.of(subtypes.key(), subtype.alias())));
        }
        return new Definition.Union(subtypes.key(), alternatives);
    }

    Definition.Structure structure(Type type, Map<String, String> constants) {
        List<Definition.Property> properties = JsonbProperties.of(type).stream()
                .map(property -> new Definition.Property(property.name(), typeOf(property)))
                .toList();
        return new Definition.Structure(constants, properties);
    }

    private DataType typeOf(JsonbProperties.Member member) {
        DataType type = Constraints.apply(types.of(member.type()), member.annotations());
        boolean mayBeMissing = member.isNullable() && !(type instanceof DataType.Maybe);
        return mayBeMissing ? new DataType.Maybe(type) : type;
    }
}
