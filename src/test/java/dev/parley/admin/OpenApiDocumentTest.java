package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.chat.directory.RoomInfo;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description of the REST API, which is written by hand, says the same as the resource classes. */
class OpenApiDocumentTest {

    private static final java.nio.file.Path FILE =
            java.nio.file.Path.of("src/main/webapp/WEB-INF/classes/META-INF/openapi.yaml");

    private static final Set<String> ERRORS_OF_TOKENS = Set.of("401", "403");

    private final Map<?, ?> document = document();

    /** A parameter of a method. */
    private record Parameter(String in, String name, String defaultValue) {}

    /** A method as its annotations describe it; several methods can be one call that answers with several types. */
    private static final class Call {

        private final Set<Parameter> parameters = new HashSet<>();
        private final Set<String> types = new TreeSet<>();
        private boolean hasBody;
        private AccessRule access;
    }

    private static Map<?, ?> document() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(strict)).load(java.nio.file.Files.readString(FILE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hasTheCallsOfTheResourcesAndNoOthers() {
        Set<String> described = new TreeSet<>();
        object(document, "paths")
                .forEach((path, methods) ->
                        ((Map<?, ?>) methods).keySet().forEach(method -> described.add(method + " " + path)));

        assertThat(described).isEqualTo(new TreeSet<>(calls().keySet()));
    }

    @Test
    void eachCallHasItsParametersWithTheirDefaults() {
        calls().forEach((name, call) -> {
            Set<Parameter> described = new HashSet<>();
            for (Map<?, ?> parameter : parameters(operation(name))) {
                Object usual = object(parameter, "schema").get("default");
                described.add(new Parameter(
                        (String) parameter.get("in"),
                        (String) parameter.get("name"),
                        "sort".equals(parameter.get("name")) ? null : Objects.toString(usual, null)));
            }
            assertThat(described).as(name).isEqualTo(call.parameters);
        });
    }

    @Test
    void eachCallHasTheTypesOfItsAnswerAndItsBody() {
        calls().forEach((name, call) -> {
            Map<?, ?> operation = operation(name);
            Set<String> described = new TreeSet<>();
            object(operation, "responses").forEach((status, response) -> {
                if (((String) status).startsWith("2") && ((Map<?, ?>) response).get("content") != null) {
                    object((Map<?, ?>) response, "content").keySet().forEach(type -> described.add((String) type));
                }
            });
            boolean isEmpty = object(operation, "responses").containsKey("204");

            assertThat(described).as(name).isEqualTo(isEmpty ? Set.of() : call.types);
            assertThat(operation.containsKey("requestBody"))
                    .as("body of " + name)
                    .isEqualTo(call.hasBody);
        });
    }

    @Test
    void eachCallSaysWhetherItNeedsAToken() {
        calls().forEach((name, call) -> {
            Map<?, ?> operation = operation(name);
            if (call.access.isOpen()) {
                assertThat(operation.containsKey("security")).as(name).isFalse();
            } else {
                assertThat(operation.get("security")).as(name).isEqualTo(List.of(Map.of("token", List.of())));
                assertThat(object(operation, "responses").keySet().containsAll(ERRORS_OF_TOKENS))
                        .as("errors of " + name)
                        .isTrue();
            }
        });
    }

    @Test
    void aParameterThatCanBeWrongHasItsAnswer() {
        calls().forEach((name, call) -> {
            Set<?> answers = object(operation(name), "responses").keySet();
            boolean canBeWrong = call.hasBody
                    || call.parameters.stream()
                            .anyMatch(parameter -> Set.of("limit", "scope").contains(parameter.name()));
            if (canBeWrong) {
                assertThat(answers.contains("400")).as(name).isTrue();
            }
            if (call.parameters.stream().anyMatch(parameter -> parameter.name().equals("Idempotency-Key"))) {
                assertThat(answers.containsAll(Set.of("409", "413", "422")))
                        .as(name)
                        .isTrue();
            }
        });
    }

    @Test
    void listsHaveTheirOrdersAndBounds() {
        Map.of(
                        "get /api/connections", ConnectionsResource.ORDERS.keySet(),
                        "get /api/rooms", RoomsResource.ORDERS.keySet(),
                        "get /api/users", UserRequests.ORDERS.keySet(),
                        "get /api/sessions", SessionsResource.ORDERS.keySet())
                .forEach((name, orders) -> {
                    Set<String> both = new HashSet<>(orders);
                    orders.forEach(order -> both.add("-" + order));

                    Map<?, ?> sort = schemaOf(name, "sort");
                    assertThat(new HashSet<>((Collection<?>) sort.get("enum")))
                            .as(name)
                            .isEqualTo(both);
                    assertThat(orders.contains((String) sort.get("default")))
                            .as(name)
                            .isTrue();
                    assertThat(schemaOf(name, "limit"))
                            .isEqualTo(Map.of(
                                    "type",
                                    "integer",
                                    "minimum",
                                    1,
                                    "maximum",
                                    ListQuery.MAX_LIMIT,
                                    "default",
                                    Integer.valueOf(ListQuery.DEFAULT_LIMIT)));
                    assertThat(schemaOf(name, "offset").get("maximum")).isEqualTo(ListQuery.MAX_OFFSET);
                    assertThat(schemaOf(name, "search").get("maxLength")).isEqualTo(ListQuery.MAX_SEARCH);
                });
    }

    @Test
    void theSchemasHaveTheFieldsOfTheAnswers() {
        JsonObject empty = JsonValue.EMPTY_JSON_OBJECT;
        assertDescribes(
                "Connection",
                new ConnectionInfo("s", "u", Instant.EPOCH, Set.of("r"), empty, "polling", "::1", "n").toJson());
        assertDescribes("Room", new RoomInfo("r", Instant.EPOCH, empty, Set.of("s")).toJson());
        assertDescribes("RoomPage", new Page<>(List.<JsonObject>of(), 0, 1, 0).toJson(Function.identity()));
        assertDescribes(
                "Problem",
                JSON.createReader(new ByteArrayInputStream(
                                Problem.invalid("limit", "is wrong").toBytes("/x")))
                        .readObject());
    }

    /** Whether a schema requires what an answer has, but for what only some answers have, and knows all of it. */
    private void assertDescribes(String schema, JsonObject answer) {
        Map<?, ?> described = object(object(object(document, "components"), "schemas"), schema);
        Map<?, ?> properties = object(described, "properties");

        assertThat(answer.keySet())
                .as(schema)
                .allMatch(properties::containsKey)
                .containsAll(((Collection<?>) described.get("required"))
                        .stream().map(String.class::cast).toList());
        answer.forEach((field, value) -> {
            String type = (String) object(properties, field).get("type");
            assertThat(type).as("%s of %s", field, schema).isEqualTo(typeOf(value));
        });
    }

    private static String typeOf(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case NUMBER -> "integer";
            case STRING -> "string";
            case TRUE, FALSE -> "boolean";
            case NULL -> "null";
        };
    }

    @Test
    void whatIsDescribedIsUsedAndWhatIsUsedIsDescribed() {
        Set<String> used = new HashSet<>();
        references(document, used);
        Set<String> there = new HashSet<>();
        object(document, "components")
                .forEach((kind, parts) ->
                        ((Map<?, ?>) parts).keySet().forEach(part -> there.add("#/components/" + kind + "/" + part)));
        there.remove("#/components/securitySchemes/token");

        assertThat(used).isEqualTo(there);
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndTagsThatAreListed() {
        List<String> ids = new ArrayList<>();
        Set<Object> tags = new LinkedHashSet<>();
        calls().keySet().forEach(name -> {
            ids.add((String) operation(name).get("operationId"));
            assertThat((String) operation(name).get("summary")).isNotBlank();
            tags.addAll((Collection<?>) operation(name).get("tags"));
        });
        Set<Object> listed = new HashSet<>();
        ((Collection<?>) document.get("tags")).forEach(tag -> listed.add(((Map<?, ?>) tag).get("name")));

        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(tags).isEqualTo(listed);
    }

    private static void references(Object node, Set<String> used) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("$ref".equals(key)) {
                    used.add((String) value);
                }
                references(value, used);
            });
        } else if (node instanceof Collection<?> list) {
            list.forEach(item -> references(item, used));
        }
    }

    private Map<?, ?> operation(String name) {
        String[] methodAndPath = name.split(" ");
        return object(object(object(document, "paths"), methodAndPath[1]), methodAndPath[0]);
    }

    private Map<?, ?> schemaOf(String call, String parameter) {
        return parameters(operation(call)).stream()
                .filter(one -> parameter.equals(one.get("name")))
                .map(one -> object(one, "schema"))
                .findFirst()
                .orElseThrow();
    }

    private List<? extends Map<?, ?>> parameters(Map<?, ?> operation) {
        Collection<?> parameters = (Collection<?>) operation.get("parameters");
        return parameters == null
                ? List.of()
                : parameters.stream()
                        .map(parameter -> resolved((Map<?, ?>) parameter))
                        .toList();
    }

    private Map<?, ?> resolved(Map<?, ?> parameter) {
        String reference = (String) parameter.get("$ref");
        return reference == null
                ? parameter
                : object(
                        object(object(document, "components"), "parameters"),
                        reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static Map<?, ?> object(Map<?, ?> parent, String key) {
        assertThat(parent.containsKey(key)).as("%s in %s", key, parent.keySet()).isTrue();
        return (Map<?, ?>) parent.get(key);
    }

    /** What the classes say, by method and path. */
    private static Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        addAll(calls, new AdminApplication(), "/api");
        addAll(calls, new ReadyApplication(), "/ready");
        assertThat(calls).isNotEmpty();
        return calls;
    }

    private static void addAll(Map<String, Call> calls, Application application, String root) {
        for (Class<?> type : application.getClasses()) {
            if (type.isAnnotationPresent(Path.class)) {
                for (Method method : type.getDeclaredMethods()) {
                    verb(method)
                            .ifPresent(verb -> add(
                                    calls.computeIfAbsent(verb + " " + root + path(type, method), name -> new Call()),
                                    type,
                                    method));
                }
            }
        }
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String path(Class<?> type, Method method) {
        String whole = type.getAnnotation(Path.class).value();
        assertThat(whole).startsWith(ResourceRoot.PATH);
        Path below = method.getAnnotation(Path.class);
        return (whole.substring(ResourceRoot.PATH.length()) + (below == null ? "" : "/" + below.value()))
                .replaceAll("\\{(\\w+): [^}]*}", "{$1}");
    }

    private static void add(Call call, Class<?> type, Method method) {
        Stream.of(method.getParameters()).forEach(parameter -> {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                Stream.of(parameter.getType().getDeclaredFields())
                        .forEach(field -> parameter(field).ifPresent(call.parameters::add));
            }
            parameter(parameter).ifPresent(call.parameters::add);
        });
        Produces types = Optional.ofNullable(method.getAnnotation(Produces.class))
                .orElseGet(() -> type.getAnnotation(Produces.class));
        Arrays.stream(types.value()).forEach(produced -> call.types.add(produced.replaceAll(";.*", "")));
        call.hasBody |= method.isAnnotationPresent(Consumes.class);
        call.access =
                type.isAnnotationPresent(AdminUnlessDevelopment.class) ? AccessRule.ADMIN : AccessRule.to(type, method);
    }

    private static Optional<Parameter> parameter(AnnotatedElement element) {
        DefaultValue given = element.getAnnotation(DefaultValue.class);
        String usual = given == null ? null : given.value();
        return Optional.ofNullable(element.getAnnotation(QueryParam.class))
                .map(query -> new Parameter("query", query.value(), usual))
                .or(() -> Optional.ofNullable(element.getAnnotation(PathParam.class))
                        .map(path -> new Parameter("path", path.value(), usual)))
                .or(() -> Optional.ofNullable(element.getAnnotation(HeaderParam.class))
                        .map(header -> new Parameter("header", header.value(), usual)));
    }
}
