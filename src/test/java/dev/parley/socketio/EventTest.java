package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.robustness.BadInput;
import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol, section "Sending and receiving data". */
class EventTest {

    private final TestServer server = new TestServer();
    private final Namespace main = server.main();
    private final TestClient client = server.joins();
    private final List<String> told = new ArrayList<>();

    @Test
    void handsAnEventWithItsArgumentsToItsHandler() {
        main.on("hey", (socket, event) -> told.add(socket.id() + event.name() + List.copyOf(event.arguments())));

        client.says("2['hey',1,'two',[3],{'four':null}]", "2['hey']");

        assertThat(told)
                .containsExactly(client.sid() + "hey[1, \"two\", [3], {\"four\":null}]", client.sid() + "hey[]");
    }

    @Test
    void handlesEventsInTheOrderInWhichTheyCame() {
        main.onUnknown((socket, event) -> told.add(event.name()));

        client.says("2['a']", "2['b']", "2['c']", "2['a']");

        assertThat(told).containsExactly("a", "b", "c", "a");
    }

    @Test
    void handsOverBytes() {
        main.on("file", (socket, event) -> {
            told.add(String.valueOf(event.arguments().get(0)));
            socket.emit("file", event.arguments());
        });

        client.says("52-['file',{'_placeholder':true,'num':0},[{'_placeholder':true,'num':1}]]")
                .attaches(1)
                .attaches(2, 3);

        assertThat(told).containsExactly("\"AQ==\"");
        assertThat(client.heard())
                .containsExactly(
                        "52-['file',{'_placeholder':true,'num':0},[{'_placeholder':true,'num':1}]]", "0x01", "0x0203");
    }

    @Test
    void callsAnEventWithANumberByItsDigits() {
        main.on("7", (socket, event) -> told.add(event.name()));

        client.says("2[7]");

        assertThat(told).containsExactly("7");
    }

    @Test
    void ignoresAnEventThatNobodyHandles() {
        client.says("21['unheard of']");

        assertThat(client.heard()).isEmpty();
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void handsAnEventThatNobodyElseHandlesToTheHandlerOfTheUnknown() {
        main.on("known", (socket, event) -> told.add("known"));
        main.onUnknown((socket, event) -> told.add("unknown " + event.name()));

        client.says("2['known']", "2['other']");

        assertThat(told).containsExactly("known", "unknown other");
    }

    @Test
    void keepsTheHandlersOfNamespacesApart() {
        server.of("/custom").on("hey", (socket, event) -> told.add("custom"));
        client.join("/custom");

        client.says("2['hey']", "2/custom,['hey']");

        assertThat(told).containsExactly("custom");
    }

    @Test
    void stopsAnEventAtTheFirstFilterThatSaysNo() {
        main.filter((socket, event) -> told.add("first"))
                .filter((socket, event) -> !told.add("second"))
                .filter((socket, event) -> told.add("third"))
                .on("hey", (socket, event) -> told.add("handler"));

        client.says("2['hey']");

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void letsAnEventThroughThatAllFiltersAllow() {
        main.filter((socket, event) -> true)
                .filter((socket, event) -> true)
                .on("hey", (socket, event) -> told.add("handler"));

        client.says("2['hey']");

        assertThat(told).containsExactly("handler");
    }

    @Test
    void letsAFilterAnswerInPlaceOfTheHandler() {
        main.filter((socket, event) -> {
            event.ack().send(JSON.createValue("not now"));
            return false;
        });

        client.says("25['hey']");

        assertThat(client.heard()).containsExactly("35['not now']");
    }

    @Test
    void tellsTheErrorHandlerWhatAHandlerThrowsAndGoesOn() {
        IllegalStateException failure = new IllegalStateException("secret");
        main.onError((socket, event, thrown) -> told.add(socket.id() + event.name() + (thrown == failure)));
        main.on("fail", (socket, event) -> {
            throw failure;
        });
        main.on("hey", (socket, event) -> event.ack().send());

        client.says("21['fail']", "22['hey']");

        assertThat(told).containsExactly(client.sid() + "failtrue");
        assertThat(client.heard()).containsExactly("32[]");
    }

    @Test
    @BadInput(58)
    void survivesErrorsOfEveryKind() {
        List<Error> errors = List.of(
                new StackOverflowError(),
                new AssertionError("wrong"),
                new NoClassDefFoundError("missing"),
                new ExceptionInInitializerError("broken"));
        List<Error> left = new ArrayList<>(errors);
        List<Throwable> failures = new ArrayList<>();
        main.onError((socket, event, failure) -> failures.add(failure));
        main.on("fail", (socket, event) -> {
            throw left.remove(0);
        });

        client.says("2['fail']", "2['fail']", "2['fail']", "2['fail']");

        assertThat(failures).hasSize(4).hasSameElementsAs(errors);
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void survivesAFilterAndAnErrorHandlerThatFailThemselves() {
        main.onError((socket, event, failure) -> {
            throw new NoClassDefFoundError("missing");
        });
        main.filter((socket, event) -> {
            throw new IllegalStateException();
        });

        client.says("2['hey']");

        assertThat(client.isGone()).isFalse();
    }

    @Test
    void logsAFailureWhenNobodyElseIsToldOfIt() {
        main.on("fail", (socket, event) -> {
            throw new IllegalStateException();
        });

        List<String> lines = logOf(() -> client.says("21['fail']"));

        assertThat(lines).singleElement().asString().contains("fail");
        assertThat(client.heard()).isEmpty();
        assertThat(client.isGone()).isFalse();
    }

    @Test
    void logsNoNameThatOnlyTheClientKnows() {
        main.onUnknown((socket, event) -> {
            throw new IllegalStateException();
        });

        List<String> lines = logOf(() -> client.says("2['forged\\nline']"));

        assertThat(lines).singleElement().asString().doesNotContain("forged");
    }

    private static List<String> logOf(Runnable action) {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(Namespace.class.getName());
        Filter before = logger.getFilter();
        logger.setFilter(line -> !lines.add(line.getMessage()));
        try {
            action.run();
        } finally {
            logger.setFilter(before);
        }
        return lines;
    }

    @Test
    void emitsToOneClient() {
        TestClient other = server.joins();

        server.socket(client).emit("hello", JSON.createValue(1), JSON.createValue("two"));
        server.socket(client).emit("bytes", List.of(new BinaryValue(new byte[] {9})));

        assertThat(client.heard())
                .containsExactly("2['hello',1,'two']", "51-['bytes',{'_placeholder':true,'num':0}]", "0x09");
        assertThat(other.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void refusesToEmitANameThatIsReserved(String name) {
        // A client takes it for a malformed packet and drops the connection.
        Socket socket = server.socket(client);

        assertThatIllegalArgumentException().isThrownBy(() -> socket.emit(name));
        assertThatIllegalArgumentException().isThrownBy(() -> main.emit(name, JsonValue.NULL));
        assertThat(client.heard()).isEmpty();
    }
}
