package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonBindingTest {

    private final JsonBinding binding = new JsonBinding();

    public enum Side {
        BUY,
        SELL
    }

    public record Item(String article, int count, BigDecimal price) {}

    public record Order(UUID id, Side side, Instant at, List<Item> items, Optional<String> note) {}

    public record Picture(String name, byte[] content) {}

    public record Album(List<Picture> pictures, Map<String, byte[]> covers, List<byte[]> thumbnails) {}

    public record Positive(int value) {
        public Positive {
            if (value < 1) {
                throw new IllegalArgumentException("secret text of the application");
            }
        }
    }

    public record Pair<A, B>(A first, B second) {}

    public record Anything(Object value, JsonValue json) {}

    public static class Bean {

        private String name;
        private byte[] content;
        private List<Bean> parts = new ArrayList<>();

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public byte[] getContent() {
            return content;
        }

        public void setContent(byte[] content) {
            this.content = content;
        }

        public List<Bean> getParts() {
            return parts;
        }

        public void setParts(List<Bean> parts) {
            this.parts = parts;
        }
    }

    public static class Holder<T> {

        public T held;
    }

    record Hidden(int value) {}

    public record Renamed(@JsonbProperty("an-other") String other) {}

    private static JsonValue json(String text) throws Exception {
        return JsonText.parse(text.replace('\'', '"'));
    }

    private static BinaryValue bytes(int... bytes) {
        return new BinaryValue(array(bytes));
    }

    private static byte[] array(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return array;
    }

    private static ParameterizedType generic(Class<?> raw, Type... arguments) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return arguments;
            }

            @Override
            public Type getRawType() {
                return raw;
            }

            @Override
            public Type getOwnerType() {
                return raw.getDeclaringClass();
            }
        };
    }

    private String refusal(String value, Type type) throws Exception {
        return refusal(json(value), type);
    }

    private String refusal(JsonValue value, Type type) {
        try {
            return "read as " + binding.fromJson(value, type);
        } catch (JsonBindingException e) {
            assertThat(e).hasMessage((e.path().isEmpty() ? "the value" : e.path()) + " " + e.reason());
            return e.getMessage();
        }
    }

    @Test
    void aRecordGoesBothWays() throws Exception {
        Order order = new Order(
                UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
                Side.SELL,
                Instant.parse("2026-11-23T10:00:00Z"),
                List.of(
                        new Item("tea", 2, new BigDecimal("3.50")),
                        new Item("\"\u0000\ud83c\udf75", 1, BigDecimal.ONE)),
                Optional.of("soon"));

        JsonValue written = binding.toJson(order);

        assertThat(written)
                .isEqualTo(
                        json("{'id':'7d444840-9dc0-11d1-b245-5ffdce74fad2','side':'SELL','at':'2026-11-23T10:00:00Z',"
                                + "'items':[{'article':'tea','count':2,'price':3.50},"
                                + "{'article':'\\\"\\u0000\\ud83c\\udf75','count':1,'price':1}],'note':'soon'}"));
        assertThat(binding.fromJson(written, Order.class)).isEqualTo(order);
    }

    @Test
    void whatARecordHasNotIsIgnoredAndWhatIsMissingIsNullOrEmptyOrZero() throws Exception {
        assertThat(binding.fromJson(json("{'x':{'y':[1,{}]},'z':[[]],'article':'tea'}"), Item.class))
                .isEqualTo(new Item("tea", 0, null));
        assertThat(((Order) binding.fromJson(json("{}"), Order.class)).note()).isEmpty();
        assertThat(((Order) binding.fromJson(json("{'note':null}"), Order.class)).note())
                .isEmpty();
        assertThat(binding.toJson(new Item(null, 1, null))).isEqualTo(json("{'count':1}"));
    }

    @Test
    void annotationsOfJsonBAreHeeded() throws Exception {
        assertThat(binding.toJson(new Renamed("x"))).isEqualTo(json("{'an-other':'x'}"));
        assertThat(binding.fromJson(json("{'an-other':'x'}"), Renamed.class)).isEqualTo(new Renamed("x"));
    }

    @Test
    void bytesAreAttachmentsAtAnyDepth() throws Exception {
        Map<String, byte[]> covers = new LinkedHashMap<>();
        covers.put("front", array(4));
        Album album = new Album(
                List.of(new Picture("one", array(1, 2)), new Picture("two", null)),
                covers,
                Arrays.asList(array(5), null, array()));

        JsonObject written = (JsonObject) binding.toJson(album);

        assertThat(written.getJsonArray("pictures").getJsonObject(0).get("content"))
                .isEqualTo(bytes(1, 2));
        assertThat(written.getJsonObject("covers").get("front")).isEqualTo(bytes(4));
        assertThat(written.get("thumbnails"))
                .isEqualTo(JSON.createArrayBuilder()
                        .add(bytes(5))
                        .addNull()
                        .add(bytes())
                        .build());
        Album read = (Album) binding.fromJson(written, Album.class);
        assertThat(read.pictures().get(0).content()).containsExactly(1, 2);
        assertThat(read.pictures().get(1)).isEqualTo(new Picture("two", null));
        assertThat(read.covers().get("front")).containsExactly(4);
        assertThat(read.thumbnails()).hasSize(3).element(0).isEqualTo(array(5));
        assertThat(read.thumbnails().get(1)).isNull();
    }

    @Test
    void bytesInBeansInListsAndInMapsWithoutATypeAreAttachments() throws Exception {
        Bean part = new Bean();
        part.setName("part");
        part.setContent(array(7));
        Bean whole = new Bean();
        whole.setParts(List.of(part));

        JsonValue written = binding.toJson(whole);

        assertThat(((Bean) binding.fromJson(written, Bean.class))
                        .getParts()
                        .get(0)
                        .getContent())
                .containsExactly(7);
        assertThat(((JsonArray) binding.toJson(List.of(array(1), "x"))).get(0)).isEqualTo(bytes(1));
        assertThat(((JsonObject) binding.toJson(Map.of("a", array(1)))).get("a"))
                .isEqualTo(bytes(1));
        assertThat(((JsonArray) binding.toJson(new byte[][] {{1}, {2}})).get(1)).isEqualTo(bytes(2));
        assertThat((byte[][]) binding.fromJson(binding.toJson(new byte[][] {{1}, {2}}), byte[][].class))
                .isDeepEqualTo(new byte[][] {{1}, {2}});
        assertThat(((JsonObject) binding.toJson(new Pair<>(array(1), 2))).get("first"))
                .isEqualTo(bytes(1));
    }

    @Test
    void bytesAreNothingElseAndNothingElseIsBytes() throws Exception {
        JsonValue picture = JSON.createObjectBuilder()
                .add("name", bytes(1))
                .add("content", bytes(1))
                .build();

        assertThat(refusal(picture, Picture.class)).isEqualTo("name has a wrong type or form");
        assertThat(refusal("{'content':'AQI='}", Picture.class)).isEqualTo("content has a wrong type or form");
        assertThat(refusal("{'content':[1,2]}", Picture.class)).startsWith("content");
        assertThat(refusal("{'content':{'_placeholder':true,'num':0}}", Picture.class))
                .startsWith("content");
        assertThat(refusal("'AQI='", byte[].class)).isEqualTo("the value must be bytes");
        assertThat(refusal("[1,2]", byte[].class)).isEqualTo("the value must be bytes");
        assertThat(refusal(bytes(1), String.class)).isEqualTo("the value must be a string");
        assertThat(refusal(bytes(1), Item.class)).isEqualTo("the value has a wrong type or form");
    }

    @Test
    void textThatLooksLikeAPlaceholderStaysText() throws Exception {
        JsonValue written = binding.toJson(new Pair<>(Map.of("_placeholder", true, "num", 0), array(1)));

        assertThat(written)
                .isEqualTo(JSON.createObjectBuilder()
                        .add("first", json("{'_placeholder':true,'num':0}"))
                        .add("second", bytes(1))
                        .build());
    }

    @Test
    void unknownMembersAndJsonMembersMayContainBytes() throws Exception {
        JsonObject inner = JSON.createObjectBuilder().add("b", bytes(1)).build();
        JsonObject value = JSON.createObjectBuilder()
                .add("unknown", bytes(1))
                .add("nested", inner)
                .add("json", inner)
                .add("value", "x")
                .build();

        assertThat(binding.fromJson(value, Anything.class)).isEqualTo(new Anything("x", inner));
        JsonObject whole = JSON.createObjectBuilder().add("json", bytes(2)).build();
        assertThat(binding.fromJson(whole, Anything.class)).isEqualTo(new Anything(null, bytes(2)));
        assertThat(binding.toJson(new Anything(null, inner)))
                .isEqualTo(JSON.createObjectBuilder().add("json", inner).build());
    }

    @Test
    void bytesMayBeChangedAfterTheyAreWritten() {
        byte[] buffer = {1};
        BinaryValue whole = (BinaryValue) binding.toJson(buffer);
        JsonObject member = (JsonObject) binding.toJson(new Picture("p", buffer));
        buffer[0] = 2;

        assertThat(whole).isEqualTo(bytes(1));
        assertThat(member.get("content")).isEqualTo(bytes(1));
    }

    @Test
    void genericTypesAreKept() throws Exception {
        assertThat(binding.fromJson(json("[{'article':'tea','count':1}]"), generic(List.class, Item.class)))
                .isEqualTo(List.of(new Item("tea", 1, null)));
        Holder<?> holder = (Holder<?>) binding.fromJson(
                json("{'held':[{'article':'tea'}]}"), generic(Holder.class, generic(List.class, Item.class)));
        assertThat(holder.held).isEqualTo(List.of(new Item("tea", 0, null)));
        assertThat(binding.fromJson(json("{'x':'BUY'}"), generic(Map.class, String.class, Side.class)))
                .isEqualTo(Map.of("x", Side.BUY));
        assertThat(binding.fromJson(json("[1,2]"), int[].class)).isEqualTo(new int[] {1, 2});
    }

    @Test
    void simpleValuesGoBothWays() throws Exception {
        List<Object> values = List.of(
                "text",
                "",
                1,
                -7L,
                (short) 3,
                (byte) 4,
                1.5,
                0.1f,
                true,
                false,
                new BigDecimal("1.10"),
                new BigInteger("123456789012345678901234567890"),
                'c',
                Side.BUY,
                UUID.randomUUID(),
                Instant.EPOCH);
        for (Object value : values) {
            JsonValue written = JsonText.parse(JsonText.of(binding.toJson(value)));
            assertThat(binding.fromJson(written, value.getClass())).isEqualTo(value);
        }
        assertThat(binding.toJson(0.1f)).hasToString("0.1");
        assertThat(binding.fromJson(json("7"), int.class)).isEqualTo(7);
        assertThat(binding.fromJson(json("1.0"), long.class)).isEqualTo(1L);
        assertThat(binding.fromJson(json("7"), Number.class)).isEqualTo(BigDecimal.valueOf(7));
        assertThat((InputStream) binding.fromJson(bytes(1, 2), InputStream.class))
                .hasBinaryContent(array(1, 2));
    }

    @Test
    void jsonIsTakenAsItIs() throws Exception {
        JsonValue object = json("{'a':[1]}");

        assertThat(binding.toJson(object)).isSameAs(object);
        assertThat(binding.fromJson(object, JsonValue.class)).isSameAs(object);
        assertThat(binding.fromJson(object, JsonObject.class)).isSameAs(object);
        assertThat(binding.fromJson(JsonValue.NULL, JsonValue.class)).isSameAs(JsonValue.NULL);
        assertThat(refusal("[]", JsonObject.class)).isEqualTo("the value must be a JSON object");
        assertThat(refusal("{}", JsonArray.class)).isEqualTo("the value must be an array");
    }

    @Test
    void nullIsNullOrEmpty() throws Exception {
        assertThat(binding.toJson(null)).isSameAs(JsonValue.NULL);
        assertThat(binding.toJson(Optional.empty())).isSameAs(JsonValue.NULL);
        assertThat(binding.toJson(Optional.of(new Item("tea", 1, null))))
                .isEqualTo(json("{'article':'tea','count':1}"));
        for (Type type : List.of(String.class, Integer.class, Item.class, JsonObject.class, byte[].class, Side.class)) {
            assertThat(binding.fromJson(JsonValue.NULL, type)).isNull();
        }
        assertThat(binding.fromJson(JsonValue.NULL, generic(Optional.class, Item.class)))
                .isEqualTo(Optional.empty());
        assertThat(binding.fromJson(JsonValue.NULL, generic(Optional.class, JsonValue.class)))
                .isEqualTo(Optional.empty());
        assertThat(binding.fromJson(json("'x'"), generic(Optional.class, String.class)))
                .isEqualTo(Optional.of("x"));
        assertThat(refusal("null", int.class)).isEqualTo("the value must not be null");
    }

    @Test
    void aWrongValueIsRefusedByItsPathWithoutTheTextOfALibrary() throws Exception {
        assertThat(refusal("{'items':[{'count':1},{'count':'x'}]}", Order.class))
                .isEqualTo("items[1].count has a wrong type or form");
        assertThat(refusal("{'items':[{'count':3000000000}]}", Order.class))
                .isEqualTo("items[0].count has a wrong type or form");
        assertThat(refusal("{'items':[{'count':1.5}]}", Order.class))
                .isEqualTo("items[0].count has a wrong type or form");
        for (String rest : List.of("", ",'side':'BUY'", ",'x':[]", ",'x':{}")) {
            assertThat(refusal("{'items':7" + rest + "}", Order.class)).isEqualTo("items has a wrong type or form");
        }
        assertThat(refusal("{'items':{'a':1}}", Order.class)).isEqualTo("items has a wrong type or form");
        assertThat(refusal("{'items':[7]}", Order.class)).isEqualTo("items[0] has a wrong type or form");
        assertThat(refusal("[{}]", Order.class)).isEqualTo("the value has a wrong type or form");
        assertThat(refusal("{'items':[[{}]]}", Order.class)).startsWith("items[0]");
        assertThat(refusal("{'side':'KEEP'}", Order.class)).isEqualTo("side has a wrong type or form");
        assertThat(refusal("{'at':'yesterday'}", Order.class)).isEqualTo("at has a wrong type or form");
        assertThat(refusal("[]", Order.class)).isEqualTo("the value has a wrong type or form");
        assertThat(refusal("'x'", Order.class)).isEqualTo("the value has a wrong type or form");
        assertThat(refusal("{'value':0}", Positive.class)).isEqualTo("the value is not valid");
        assertThat(refusal("{'a':[{'value':1},{'value':0}]}", generic(Map.class, String.class, Positive[].class)))
                .isEqualTo("a[1] is not valid");
    }

    @Test
    void simpleTypesAreReadStrictly() throws Exception {
        assertThat(refusal("1", String.class)).isEqualTo("the value must be a string");
        assertThat(refusal("'1'", int.class)).isEqualTo("the value must be a whole number of 32 bits");
        assertThat(refusal("1.5", int.class)).isEqualTo("the value must be a whole number of 32 bits");
        assertThat(refusal("2147483648", Integer.class)).isEqualTo("the value must be a whole number of 32 bits");
        assertThat(refusal("1e300", long.class)).isEqualTo("the value must be a whole number of 64 bits");
        assertThat(refusal("40000", short.class)).isEqualTo("the value must be a whole number of 16 bits");
        assertThat(refusal("128", byte.class)).isEqualTo("the value must be a whole number of 8 bits");
        assertThat(refusal("1e999", double.class)).isEqualTo("the value must be a number");
        assertThat(refusal("1e99", float.class)).isEqualTo("the value must be a number of 32 bits");
        assertThat(refusal("1.5", BigInteger.class)).isEqualTo("the value must be a whole number");
        assertThat(refusal("'true'", boolean.class)).isEqualTo("the value must be true or false");
    }

    @Test
    void aLongPathIsCutOff() throws Exception {
        String name = "n".repeat(10_000);

        assertThat(refusal("{'" + name + "':'x'}", generic(Map.class, String.class, Integer.class)))
                .hasSizeLessThan(300);
    }

    @Test
    void whatCannotBeWrittenIsAFaultOfTheApplicationAndNamesItsClass() {
        assertThatThrownBy(() -> binding.toJson(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> binding.toJson(new Pair<>(1, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Pair.class.getName());
        assertThatThrownBy(() -> binding.toJson(new Hidden(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Hidden.class.getName());
    }

    @Test
    void aValueAsDeepAsTheDecoderAdmitsIsRead() throws Exception {
        JsonValue deep = json("[".repeat(255) + "]".repeat(255));

        assertThat(binding.fromJson(deep, Object.class)).isInstanceOf(List.class);
        assertThat(binding.toJson(binding.fromJson(deep, Object.class))).isEqualTo(deep);
    }
}
