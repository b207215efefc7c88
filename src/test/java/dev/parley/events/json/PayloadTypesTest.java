package dev.parley.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
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
                    .contains(Hidden.class.getName() + " is not public, so JSON-B cannot use it; make it public");
        }
    }

    @Test
    void aRecordWithTypeParametersCanBeWrittenAndNotRead() {
        assertThat(PayloadTypes.fault(UsesGeneric.class, true).orElseThrow())
                .startsWith(Generic.class.getName())
                .contains("type parameters");
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
