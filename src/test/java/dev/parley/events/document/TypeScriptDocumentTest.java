package dev.parley.events.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.events.declaration.NamespacePattern;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TypeScriptDocumentTest {

    record Order(
            UUID id, @JsonbProperty("book") String title, BigDecimal price, List<Line> lines, Optional<String> note) {}

    record Line(int amount, Side side, Map<String, Line> parts, byte[] picture) {}

    enum Side {
        BUY,
        SELL
    }

    record Page<T>(List<T> items, T first) {}

    static class Bean extends Base<Instant> {
        public String shown;
        public transient String passing;

        @JsonbTransient
        public String getHidden() {
            return "";
        }

        public boolean isGood() {
            return true;
        }

        public void setWritten(@NotNull String[] value) {}
    }

    static class Base<T> {
        private T since;

        public T getSince() {
            return since;
        }
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {
                @JsonbSubtype(alias = "circle", type = Circle.class),
                @JsonbSubtype(alias = "box", type = Box.class)
            })
    interface Shape {}

    record Circle(double radius) implements Shape {}

    record Box(double width, Shape inner) implements Shape {}

    interface Signatures {
        CompletionStage<Page<Order>> page();

        List<? extends Shape> shapes();

        JsonObject json();

        Map<String, JsonValue>[] maps();
    }

    @Test
    void aRecordIsAnInterfaceWithItsComponentsInOrder() {
        assertThat(document(Order.class)).contains("""
                export interface Line {
                  amount: number;
                  side: Side;
                  parts: Record<string, Line>;
                  picture: ArrayBuffer | Uint8Array;
                }

                export interface Order {
                  id: string;
                  book: string;
                  price: number;
                  lines: Array<Line>;
                  note?: string;
                }

                export type Side = "BUY" | "SELL";
                """);
    }

    @Test
    void aBeanHasWhatJsonBWritesAndReads() {
        assertThat(document(Bean.class)).contains("""
                export interface Bean {
                  good: boolean;
                  shown: string;
                  since: string;
                  written: Array<string>;
                }
                """);
    }

    @Test
    void typeArgumentsAreKept() throws NoSuchMethodException {
        Type page = Signatures.class.getDeclaredMethod("page").getGenericReturnType();

        assertThat(document(page)).contains("""
                export interface PageOfOrder {
                  items: Array<Order>;
                  first: Order;
                }
                """).contains("(event: PageOfOrder) => void");
    }

    @Test
    void subtypesAreAUnionThatTheirKeyTellsApart() throws NoSuchMethodException {
        Type shapes = Signatures.class.getDeclaredMethod("shapes").getGenericReturnType();

        assertThat(document(shapes))
                .contains("export type Shape = Circle | Box;")
                .contains("""
                export interface Box {
                  kind: "box";
                  width: number;
                  inner: Shape;
                }
                """);
    }

    @Test
    void jsonIsWhateverItIs() throws NoSuchMethodException {
        assertThat(document(Signatures.class.getDeclaredMethod("json").getGenericReturnType()))
                .contains("(event: Record<string, unknown>) => void");
        assertThat(document(Signatures.class.getDeclaredMethod("maps").getGenericReturnType()))
                .contains("(event: Array<Record<string, unknown>>) => void");
    }

    @Test
    void anEventEndsWithTheCallbackForItsAcknowledgement() {
        Definitions definitions = new Definitions();
        DataTypes types = new DataTypes(definitions);
        EventShape event = new EventShape(
                "order:place",
                List.of(
                        new EventShape.Argument("order", types.of(Line.class), false),
                        new EventShape.Argument("class", new DataType.Maybe(new DataType.Numeric(true)), false)),
                Optional.of(new EventShape.Acknowledgement(Optional.of(types.of(Side.class)), true)));

        assertThat(TypeScriptDocument.of(List.of(shape("/", "Root", List.of(event), List.of())), definitions))
                .contains("\"order:place\": (order: Line, _class: number | null | undefined,"
                        + " acknowledge: (result: Side | Refused) => void) => void;");
    }

    @Test
    void theRestStandsBeforeTheCallback() {
        EventShape event = new EventShape(
                "sum",
                List.of(new EventShape.Argument("numbers", new DataType.Numeric(false), true)),
                Optional.of(new EventShape.Acknowledgement(Optional.of(DataType.NOTHING), true)));

        assertThat(TypeScriptDocument.of(List.of(shape("/", "Root", List.of(event), List.of())), new Definitions()))
                .contains("sum: (...parameters: [...numbers: Array<number>,"
                        + " acknowledge: (refused?: Refused) => void]) => void;");
    }

    @Test
    void severalNamespacesAreApart() {
        NamespaceShape orders = shape("/orders", "Orders", List.of(), List.of());
        NamespaceShape tenants = shape("/tenants/{id}", "TenantsId", List.of(), List.of());

        assertThat(TypeScriptDocument.of(List.of(orders, tenants), new Definitions()))
                .contains("export declare namespace Orders {")
                .contains("export declare namespace TenantsId {");
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        UniqueNames names = new UniqueNames("_");

        assertThat(names.of("a")).isEqualTo("a");
        assertThat(names.of("a")).isEqualTo("a_2");
        assertThat(names.of("a_2")).isEqualTo("a_2_2");
        assertThat(names.of("a")).isEqualTo("a_3");
    }

    private static NamespaceShape shape(
            String pattern, String identifier, List<EventShape> fromClients, List<EventShape> toClients) {
        return new NamespaceShape(NamespacePattern.parse(pattern), identifier, fromClients, toClients);
    }

    private static String document(Type payload) {
        Definitions definitions = new Definitions();
        DataType type = new DataTypes(definitions).of(payload);
        EventShape event =
                new EventShape("news", List.of(new EventShape.Argument("event", type, false)), Optional.empty());
        return TypeScriptDocument.of(List.of(shape("/", "Root", List.of(), List.of(event))), definitions);
    }
}
