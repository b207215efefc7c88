package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.OnServerEvent;
import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.DeclarationReader;
import dev.parley.events.declaration.EventBean;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.HandlerKind;
import dev.parley.events.declaration.NamespaceDeclaration;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The events of other servers are answered by what handlers return, and not at all when these fail. */
class ServerEventsOfBeansTest {

    @SocketNamespace
    static class Desk {
        @OnServerEvent("double")
        int twice(int number) {
            return 2 * number;
        }

        @OnServerEvent("later")
        CompletionStage<String> later(String text) {
            return CompletableFuture.completedStage(text);
        }

        @OnServerEvent("fails")
        int fails() {
            throw new IllegalStateException("secret");
        }
    }

    private final List<JsonValue> answers = new ArrayList<>();

    private void hears(String event, JsonValue... arguments) {
        NamespaceDeclaration declaration =
                DeclarationReader.read(List.of(EventBean.of(new Desk()))).get(0);
        HandlerDeclaration handler = declaration.handlers(HandlerKind.SERVER_EVENT).stream()
                .filter(one -> one.event().equals(event))
                .findFirst()
                .orElseThrow();
        EventServices services = new TestEvents(new Desk()).services();
        PreparedHandler prepared = new PreparedHandler(
                handler,
                new ParameterSources(new ArgumentReader(services.json()), services.tokens()),
                services.validator());
        new ServerEventTask(prepared, List.of(arguments), answers::add, services).begin(true);
    }

    @Test
    void theResultIsTheAnswer() {
        hears("double", Json.createValue(21));
        hears("later", Json.createValue("text"));

        assertThat(answers).containsExactly(Json.createValue(42), Json.createValue("text"));
    }

    @Test
    void aHandlerThatFailsOrAnArgumentThatDoesNotSuitIsNoAnswer() {
        hears("fails");
        hears("double", Json.createValue("x"));
        hears("double");

        assertThat(answers).isEmpty();
    }
}
