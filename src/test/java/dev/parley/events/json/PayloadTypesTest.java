package dev.parley.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadTypesTest {

    record Hidden(int value) {}

    public record Plain(String text, byte[] bytes, List<Plain> again, Optional<JsonObject> json) {}

    public record Deep(Map<String, List<Hidden[]>> map) {}

    public record Generic<T>(T value) {}

    public record UsesGeneric(Generic<String> generic) {}

    public static class Bean {

        static Hidden notAMember;
        private transient Hidden notEither;
        private Deep deep;

        public Deep getDeep() {
            return deep;
        }
    }

    /** As classes of other people are: JSON-B sees nothing of its insides. */
    public static class Closed {

        private Hidden inside = new Hidden(1);

        public String getText() {
            return "text " + inside.value();
        }
    }

    @JsonbTypeAdapter(HiddenAdapter.class)
    record Adapted(int value) {}

    public static class HiddenAdapter implements JsonbAdapter<Adapted, Integer> {

        @Override
        public Integer adaptToJson(Adapted adapted) {
            return adapted.value();
        }

        @Override
        public Adapted adaptFromJson(Integer value) {
            return new Adapted(value);
        }
    }

    public static class UsesAdapted {

        public Adapted adapted = new Adapted(7);

        @JsonbTransient
        public Hidden unseen;
    }

    interface Open {}

    enum Side {
        BUY
    }

    @Test
    void publicTypesHaveNoFault() {
        for (Type type :
                List.of(Plain.class, String.class, int.class, byte[].class, Plain[].class, Side.class, Open.class)) {
            assertThat(PayloadTypes.fault(type, true)).as(type.getTypeName()).isEmpty();
        }
    }

    @Test
    void aTypeThatIsNotPublicIsFoundAtAnyDepth() {
        for (Type type : List.of(Hidden.class, Hidden[].class, Deep.class, Bean.class)) {
            assertThat(PayloadTypes.fault(type, false))
                    .contains(new PayloadTypes.Fault(
                            Hidden.class.getName() + " is not public, so JSON-B cannot use it.", "Make it public."));
        }
    }

    @Test
    void whatJsonBDoesNotSeeOrHasRulesForIsNoFault() {
        JsonBinding binding = new JsonBinding();

        assertThat(PayloadTypes.fault(Closed.class, true)).isEmpty();
        assertThat(binding.toJson(new Closed())).hasToString("{\"text\":\"text 1\"}");
        assertThat(PayloadTypes.fault(UsesAdapted.class, true)).isEmpty();
        assertThat(binding.toJson(new UsesAdapted())).hasToString("{\"adapted\":7}");
    }

    @Test
    void aRecordWithTypeParametersCanBeWrittenAndNotRead() {
        assertThat(PayloadTypes.fault(UsesGeneric.class, true))
                .contains(new PayloadTypes.Fault(
                        Generic.class.getName() + " is a record with type parameters, which JSON-B cannot read.",
                        "Use a record without."));
        assertThat(PayloadTypes.fault(UsesGeneric.class, false)).isEmpty();
    }

    /** The faults are those of JSON-B: when it loses them, the checks must go. */
    @Test
    void jsonBHasTheseFaults() throws Exception {
        JsonBinding binding = new JsonBinding();
        for (Type type : List.of(Hidden.class, UsesGeneric.class)) {
            String text = "{\"value\":1,\"generic\":{\"value\":\"x\"}}";
            assertThatThrownBy(() -> binding.fromJson(JsonText.parse(text), type))
                    .as(type.getTypeName())
                    .isInstanceOf(JsonBindingException.class);
        }
    }
}
