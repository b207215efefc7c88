package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JSON-B does with a record is the judge of what is done without it. */
class PlainRecordsTest {

    private static final JsonBinding BINDING = new JsonBinding();
    private static final JsonBinding JSON_B = JsonBinding.ofJsonBAlone();
    private static final PlainRecords RECORDS = new PlainRecords();

    public enum Side {
        BUY,
        SELL {
            @Override
            public String toString() {
                return "sold";
            }
        }
    }

    public record Numbers(
            int i,
            Integer ii,
            long l,
            Long ll,
            short s,
            Short ss,
            byte y,
            Byte yy,
            double d,
            Double dd,
            float f,
            Float ff) {}

    public record Others(
            String zeta, boolean b, Boolean bb, char c, Character cc, BigDecimal decimal, Side side, String alpha) {}

    public record Checked(@Positive int value, String issue, String getaway, String set)
            implements Comparable<Checked> {
        public Checked {
            if (value < 0) {
                throw new IllegalArgumentException("secret");
            }
        }

        @Override
        public int compareTo(Checked other) {
            return value - other.value;
        }

        public int twice() {
            return 2 * value;
        }

        public static int getDefault() {
            return 1;
        }
    }

    public record Containers(
            List<String> list,
            Collection<Integer> collection,
            Map<String, Side> map,
            List<List<Long>> lists,
            Map<String, Map<String, Boolean>> maps) {}

    public record Nested(Checked one, List<Checked> many, Map<String, Checked> named, Others others) {}

    public record Empty() {}

    public record Emphatic(String word) {
        @Override
        public String word() {
            return word + "!";
        }
    }

    public record Failing(String word) {
        @Override
        public String word() {
            throw new IllegalStateException(word);
        }
    }

    public record Fatal(String word) {
        public Fatal {
            throw new AssertionError(word);
        }
    }

    static List<Class<?>> plain() {
        return List.of(
                Numbers.class,
                Others.class,
                Checked.class,
                Containers.class,
                Nested.class,
                Empty.class,
                Emphatic.class,
                Failing.class,
                Fatal.class);
    }

    public record Renamed(@JsonbProperty("an-other") String other) {}

    @JsonbNillable
    public record Nillable(String other) {}

    public record Created(String name, int other) {
        @JsonbCreator
        public static Created of(@JsonbProperty("it") String it) {
            return new Created(it, 1);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JsonbTransient
    public @interface Secret {}

    public record Hiding(String seen, @Secret String word) {}

    public record Dated(@JsonbDateFormat("yyyy") String year) {}

    public record Counting(int a) {
        public int getTotal() {
            return 2 * a;
        }
    }

    public record Deciding(int a) {
        public boolean isBig() {
            return a > 1;
        }
    }

    public interface Named {
        default String getNick() {
            return "nick";
        }
    }

    public record Naming(String name) implements Named {}

    public record Several(String name, int number) {
        public Several(String name) {
            this(name, 1);
        }
    }

    public record Tree(String name, List<Tree> parts) {}

    public record Odd(Set<String> set) {}

    public record Keyed(Map<Integer, String> map) {}

    public record Raw(List<?> list) {}

    public record Timed(Instant at) {}

    public record Maybe(Optional<String> text) {}

    public record Bytes(byte[] bytes) {}

    public record Holding(Renamed renamed) {}

    record Hidden(int value) {}

    public record Generic<T>(T value) {}

    public enum Spelled {
        @JsonbProperty("one")
        ONE
    }

    public record Spelling(Spelled spelled) {}

    static List<Class<?>> notPlain() {
        return List.of(
                Renamed.class,
                Nillable.class,
                Created.class,
                Hiding.class,
                Dated.class,
                Counting.class,
                Deciding.class,
                Naming.class,
                Several.class,
                Tree.class,
                Odd.class,
                Keyed.class,
                Raw.class,
                Timed.class,
                Maybe.class,
                Bytes.class,
                Holding.class,
                Hidden.class,
                Generic.class,
                Spelling.class);
    }

    static Stream<Class<?>> all() {
        return Stream.concat(plain().stream(), notPlain().stream());
    }

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-7",
            "1.0",
            "1e2",
            "1.5",
            "0.1",
            "-0.0",
            "1e-400",
            "1e40",
            "1e300",
            "1e999",
            "127",
            "128",
            "-129",
            "32767",
            "32768",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "123456789.12345678901234567890",
            "''",
            "'x'",
            "'xy'",
            "'1'",
            "'1.0'",
            "' 1'",
            "'true'",
            "'BUY'",
            "'buy'",
            "'SELL'",
            "'sold'",
            "'\\ud800'",
            "[]",
            "[1]",
            "['x']",
            "[null]",
            "[[]]",
            "[[1]]",
            "{}",
            "{'x':1}",
            "{'x':'BUY'}",
            "{'x':null}",
            "{'x':{'y':true}}",
            "[{}]",
            "{'value':-1}",
            "[{'value':1},{'value':-1}]",
            "{'value':3,'issue':'i'}");

    private static List<JsonValue> values() throws Exception {
        List<JsonValue> values = new ArrayList<>();
        for (String text : VALUES) {
            values.add(JsonText.parse(text.replace('\'', '"')));
        }
        values.add(new BinaryValue(new byte[] {1}));
        return values;
    }

    private static String read(JsonBinding binding, JsonValue value, Class<?> type) {
        try {
            return describe(binding.fromJson(value, type));
        } catch (JsonBindingException e) {
            return "refused: " + e.getMessage();
        }
    }

    /** Tells what differs: the classes of all parts, too, and the sign of zero. */
    private static String describe(Object value) throws JsonBindingException {
        if (value == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder(value.getClass().getName()).append(' ');
        if (value instanceof Collection<?> list) {
            for (Object one : list) {
                text.append(describe(one)).append(';');
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(entry.getKey())
                        .append('=')
                        .append(describe(entry.getValue()))
                        .append(';');
            }
        } else if (value.getClass().isRecord()) {
            describeMembers((Record) value, text);
        } else {
            text.append(value);
        }
        return text.toString();
    }

    private static void describeMembers(Record value, StringBuilder text) throws JsonBindingException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                text.append(component.getName())
                        .append('=')
                        .append(describe(component.getAccessor().invoke(value)))
                        .append(';');
            } catch (ReflectiveOperationException e) {
                text.append(e.getCause());
            }
        }
    }

    private static String write(JsonBinding binding, Object value) {
        try {
            JsonValue written = binding.toJson(value);
            // Bytes are not plain, and their tree has no text.
            return BinaryValue.isIn(written) ? "bytes" : written.toString();
        } catch (IllegalArgumentException e) {
            return e + " " + e.getCause();
        }
    }

    private static void assertReadAlike(JsonValue value, Class<?> type) {
        assertThat(read(BINDING, value, type)).as("%s of %s", type, value).isEqualTo(read(JSON_B, value, type));
    }

    private static void assertWrittenAlike(Object value) {
        assertThat(write(BINDING, value)).as("%s", value.getClass()).isEqualTo(write(JSON_B, value));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void aRecordOfSimpleMembersIsPlain(Class<?> type) {
        assertThat(RECORDS.get(type)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("notPlain")
    void whatJsonBTreatsSpeciallyIsNotPlain(Class<?> type) {
        assertThat(RECORDS.get(type)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachMemberIsReadAsByJsonBFromEachKindOfValue(Class<?> type) throws Exception {
        for (JsonValue value : values()) {
            assertReadAlike(value, type);
            for (RecordComponent component : type.getRecordComponents()) {
                JsonObject object = JSON.createObjectBuilder()
                        .add(component.getName(), value)
                        .build();
                assertReadAlike(object, type);
                assertReadAlike(
                        JSON.createObjectBuilder(object).add("unknown", value).build(), type);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anyObjectIsReadAndWrittenAsByJsonB(Class<?> type) throws Exception {
        Random random = new Random(type.getName().hashCode());
        List<JsonValue> leaves = values();
        for (int i = 0; i < 300; i++) {
            JsonValue value = any(random, type, leaves, 3);
            assertReadAlike(value, type);
            try {
                Object read = JSON_B.fromJson(value, type);
                if (read != null) {
                    assertWrittenAlike(read);
                }
            } catch (JsonBindingException e) {
                // There is nothing to write.
            }
        }
    }

    private static JsonValue any(Random random, Class<?> type, List<JsonValue> leaves, int depth) {
        if (depth == 0 || random.nextInt(20) == 0) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (RecordComponent component : type.getRecordComponents()) {
            if (random.nextInt(4) > 0) {
                object.add(component.getName(), member(random, component, leaves, depth));
            }
        }
        return object.build();
    }

    private static JsonValue member(Random random, RecordComponent component, List<JsonValue> leaves, int depth) {
        String text = component.getGenericType().getTypeName();
        Class<?> within =
                text.contains("Checked") ? Checked.class : text.contains("Others") ? Others.class : Empty.class;
        if (component.getType().isRecord()) {
            return any(random, within, leaves, depth - 1);
        }
        if (Collection.class.isAssignableFrom(component.getType())) {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            random.ints(random.nextInt(3)).forEach(i -> array.add(any(random, within, leaves, random.nextInt(depth))));
            return array.build();
        }
        if (component.getType() == Map.class) {
            JsonObjectBuilder map = JSON.createObjectBuilder();
            random.ints(random.nextInt(3))
                    .forEach(i -> map.add("k" + i, any(random, within, leaves, random.nextInt(depth))));
            return map.build();
        }
        return fitting(random, component.getType(), leaves);
    }

    /** A value that is right for a type, most times. */
    private static JsonValue fitting(Random random, Class<?> type, List<JsonValue> leaves) {
        if (random.nextInt(8) == 0) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        if (type == String.class || type == Side.class) {
            return JSON.createValue(random.nextBoolean() ? "BUY" : "SELL");
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return type == char.class || type == Character.class
                ? JSON.createValue("c")
                : JSON.createValue(random.nextInt(100));
    }

    @Test
    void whatFitsIsReadAndWrittenWithoutJsonB() throws Exception {
        Nested nested = new Nested(
                new Checked(1, "i", null, "s"),
                Arrays.asList(new Checked(2, null, "g", null), null),
                Map.of("x", new Checked(3, "a", "b", "c")),
                new Others("z", true, false, 'c', 'd', new BigDecimal("1.10"), Side.SELL, null));
        PlainForm form = RECORDS.get(Nested.class).orElseThrow();

        JsonValue written = form.write(nested);

        assertThat(written).hasToString(JSON_B.toJson(nested).toString());
        assertThat(form.read(written)).isEqualTo(nested);
    }

    @Test
    void anyRecordIsWrittenAsByJsonB() {
        Map<String, Side> map = new LinkedHashMap<>();
        map.put("z", Side.SELL);
        map.put("a", null);
        map.put("m", Side.BUY);
        Map<String, Side> nullKey = new HashMap<>();
        nullKey.put(null, Side.BUY);
        for (double number :
                new double[] {0, -0.0, 1, 1e21, 1e-7, 0.1, 4.9e-324, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertWrittenAlike(
                    new Numbers(1, 2, 3, 4L, (short) 5, (short) 6, (byte) 7, (byte) 8, number, number, 0.1f, 1e10f));
            assertWrittenAlike(new Numbers(
                    1, null, 3, null, (short) 5, null, (byte) 7, null, 1, null, (float) number, (float) number));
        }
        assertWrittenAlike(new Others(
                "\"\\\ud83c\udf75\ud800\u0000", true, null, '\0', '\ud800', new BigDecimal("1E+3"), null, ""));
        assertWrittenAlike(
                new Containers(Arrays.asList("b", null, "a"), List.of(), map, List.of(List.of(1L), List.of()), null));
        assertWrittenAlike(new Containers(null, Set.of(7), nullKey, null, Map.of("x", Map.of("y", true))));
        assertWrittenAlike(new Emphatic("word"));
        assertWrittenAlike(new Failing("word"));
        assertWrittenAlike(new Counting(3));
        assertWrittenAlike(new Naming("a"));
        assertWrittenAlike(new Nillable(null));
        assertWrittenAlike(new Spelling(Spelled.ONE));
        assertWrittenAlike(new Tree("a", List.of(new Tree("b", List.of()))));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void whatAnUncheckedCastHasPutIntoAListIsWrittenAsByJsonB() {
        List wrong = List.of(1, "text");
        Map keyed = Map.of(1, Side.BUY);

        assertWrittenAlike(new Containers(wrong, List.of(), Map.of(), List.of(), Map.of()));
        assertWrittenAlike(new Containers(List.of(), wrong, Map.of(), List.of(), Map.of()));
        assertWrittenAlike(new Containers(List.of(), List.of(), keyed, List.of(), Map.of()));
    }
}
