package dev.parley.events.document;

import java.util.List;
import java.util.Map;

/** A type with a name of its own. Immutable. */
sealed interface Definition {

    /** One of some texts. */
    record Choice(List<String> values) implements Definition {
        /** Copies the values. */
        public Choice {
            values = List.copyOf(values);
        }
    }

    /**
     * An object.
     *
     * @param constants members that always have the same text, such as the key of a subtype
     */
    record Structure(Map<String, String> constants, List<Property> properties) implements Definition {
        /** Copies the members. */
        public Structure {
            constants = Map.copyOf(constants);
            properties = List.copyOf(properties);
        }
    }

    /** One of some structures; each has the member {@code key} with a text of its own. */
    record Union(String key, List<DataType.Reference> alternatives) implements Definition {
        /** Copies the alternatives. */
        public Union {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** A member of a structure; one that may be missing has the type {@link DataType.Maybe}. */
    record Property(String name, DataType type) {}
}
