package dev.parley.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Ack;
import dev.parley.api.Anonymous;
import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Handshake;
import dev.parley.api.NamespaceParam;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnAnyEvent;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The arguments of events become the parameters of handlers, and their results acknowledgements. */
class EventArgumentsTest {

    public record Order(@NotBlank String item, @Positive int quantity) {}

    public record Receipt(String id, int total) {}

    @SocketNamespace
    @NonBlocking
    static class Desk {
        int calls;

        @OnEvent("place")
        public Receipt place(@Valid Order order, Socket socket) {
            calls++;
            return new Receipt(socket.namespace() + order.item(), order.quantity());
        }

        @OnEvent("place-all")
        int placeAll(List<@Valid Order> orders) {
            return orders.stream().mapToInt(Order::quantity).sum();
        }

        @OnEvent("sum")
        long sum(int first, long second, double third, boolean negative, Optional<Integer> fourth) {
            calls++;
            return (negative ? -1 : 1) * (first + second + (long) third + fourth.orElse(1000));
        }

        @OnEvent("join")
        String join(String separator, String... words) {
            return String.join(separator, words);
        }

        @OnEvent("raw")
        JsonValue raw(JsonObject object, JsonValue any) {
            return any;
        }

        @OnEvent("bytes")
        byte[] bytes(byte[] bytes, InputStream stream) throws IOException {
            return stream.readAllBytes();
        }

        @OnEvent("who")
        List<String> who(Principal principal, AuthenticatedUser user, Handshake handshake) {
            return List.of(principal.getName(), user.id());
        }

        @OnEvent("nothing")
        void nothing() {}

        @OnEvent("null")
        String nullResult() {
            return null;
        }

        @OnEvent("later")
        CompletionStage<String> later() {
            return CompletableFuture.completedStage("later");
        }

        @OnEvent("later-nothing")
        CompletionStage<Void> laterNothing() {
            return CompletableFuture.completedStage(null);
        }

        @OnEvent("twice")
        void twice(Ack ack) {
            ack.send("one", 2);
            ack.send("again");
        }

        @OnEvent("limited")
        @Max(9) int limited(@NotNull @Max(100) Integer number) {
            return number;
        }

        @OnEvent("traders")
        @RolesAllowed("trader")
        String traders(int number) {
            return "for traders";
        }

        @OnEvent("nobody")
        @DenyAll
        void nobody() {}
    }

    private final Desk desk = new Desk();
    private final TestEvents events = new TestEvents(desk);
    private final EventClient alice = events.joins("alice");

    private void assertInvalid(JsonObject error, String field, String reason) {
        assertThat(error).containsOnlyKeys("code", "message", "details", "timestamp");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getString("message")).isEqualTo(field + " " + reason + ".");
        assertThat(error.getJsonObject("details").toString())
                .isEqualTo("{\"field\":\"" + field + "\",\"reason\":\"" + reason + "\"}");
    }

    @Test
    void aRecordComesInAndARecordGoesOut() {
        assertThat(alice.ask("place", "{'item':'tea','quantity':3}")).isEqualTo("[{'id':'/tea','total':3}]");
        assertThat(alice.ask("place-all", "[{'item':'tea','quantity':3},{'item':'cake','quantity':4}]"))
                .isEqualTo("[7]");
    }

    @Test
    void simpleTypesAndOptionalsAreRead() {
        assertThat(alice.ask("sum", "1", "2", "3.5", "false", "4")).isEqualTo("[10]");
        assertThat(alice.ask("sum", "1", "2", "3", "true", "null")).isEqualTo("[-1006]");
        assertThat(alice.ask("sum", "1", "2", "3", "false")).isEqualTo("[1006]");
    }

    @Test
    void varargsTakeTheRestAndWhatIsTooMuchIsIgnored() {
        assertThat(alice.ask("join", "'-'", "'a'", "'b'", "'c'")).isEqualTo("['a-b-c']");
        assertThat(alice.ask("join", "'-'")).isEqualTo("['']");
        assertThat(alice.ask("nothing", "1", "2")).isEqualTo("[]");
        assertInvalid(alice.fails("join", "'-'", "'a'", "5"), "words[1]", "must be a string");
    }

    @Test
    void jsonComesAsItIs() {
        assertThat(alice.ask("raw", "{}", "[1,{'a':null}]")).isEqualTo("[[1,{'a':null}]]");
        assertThat(alice.ask("raw", "{}", "null")).isEqualTo("[null]");
        assertInvalid(alice.fails("raw", "[]", "1"), "object", "must be a JSON object");
    }

    @Test
    void bytesAreAttachments() {
        alice.says("52-7['bytes',{'_placeholder':true,'num':0},{'_placeholder':true,'num':1}]");
        alice.attaches(new byte[] {1});
        alice.attaches(new byte[] {2, 3});

        assertThat(alice.messages()).endsWith("61-7[{'_placeholder':true,'num':0}]", "bytes");
    }

    @Test
    void whoeverHasSentTheEventIsAParameter() {
        assertThat(alice.ask("who")).isEqualTo("[['alice','alice']]");
    }

    @Test
    void resultsAreAcknowledgements() {
        assertThat(alice.ask("nothing")).isEqualTo("[]");
        assertThat(alice.ask("null")).isEqualTo("[null]");
        assertThat(alice.ask("later")).isEqualTo("['later']");
        assertThat(alice.ask("later-nothing")).isEqualTo("[]");
        assertThat(alice.ask("twice")).isEqualTo("['one',2]");
    }

    @Test
    void aMissingOrWrongArgumentIsNamedAndTheHandlerIsNotCalled() {
        assertInvalid(alice.fails("place"), "order", "is missing");
        assertInvalid(alice.fails("place", "null"), "order", "must not be null");
        assertInvalid(alice.fails("sum", "'1'", "2", "3", "true"), "first", "must be a whole number of 32 bits");
        assertInvalid(alice.fails("sum", "1", "2"), "third", "is missing");
        assertThat(alice.fails("place", "{'item':'tea','quantity':{}}")
                        .getJsonObject("details")
                        .getString("field"))
                .isEqualTo("order.quantity");
        assertThat(desk.calls).isZero();
    }

    @Test
    void aBrokenConstraintIsNamedAndTheHandlerIsNotCalled() {
        assertInvalid(alice.fails("place", "{'item':' ','quantity':3}"), "order.item", "must not be blank");
        assertInvalid(
                alice.fails("place-all", "[{'item':'a','quantity':1},{'item':'b','quantity':0}]"),
                "orders[1].quantity",
                "must be greater than 0");
        assertInvalid(alice.fails("limited", "101"), "number", "must be less than or equal to 100");
        assertThat(desk.calls).isZero();
    }

    @Test
    void aResultThatBreaksAConstraintIsAFaultOfTheServer() {
        assertThat(alice.ask("limited", "9")).isEqualTo("[9]");
        assertThat(alice.fails("limited", "10").getString("code")).isEqualTo("UNKNOWN_ERROR");
    }

    @Test
    void withoutAnAcknowledgementTheErrorIsAnEvent() {
        alice.emit("place");

        assertThat(alice.heard())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("['error',{'code':'INVALID_MESSAGE','message':'order is missing.','details':"));
    }

    @Test
    void rolesAreCheckedBeforeTheArgumentsAreRead() {
        assertThat(alice.fails("traders").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(alice.fails("nobody").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(events.joins("bob", "trader").ask("traders", "1")).isEqualTo("['for traders']");
    }

    @Test
    void anUnknownEventIsRefused() {
        JsonObject error = alice.fails("no-such-event");

        assertThat(error.getString("message")).isEqualTo("There is no such event here: no-such-event");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("event");
    }

    @SocketNamespace("/tenants/{id}/{size}")
    @Anonymous
    @NonBlocking
    static class Tenants {
        enum Size {
            SMALL
        }

        final List<String> others = new ArrayList<>();

        @OnEvent("where")
        List<Object> where(@NamespaceParam("id") int id, @NamespaceParam("size") Size size) {
            return List.of(id, size.name());
        }

        @OnEvent("user")
        String user(Optional<AuthenticatedUser> user) {
            return user.map(AuthenticatedUser::id).orElse("nobody");
        }

        @OnEvent("must")
        String must(AuthenticatedUser user) {
            return user.id();
        }

        @OnAnyEvent
        void other(String event, List<JsonValue> arguments) {
            others.add(event + arguments);
        }
    }

    @Test
    void partsOfTheNamespacesNameAreParametersAndItsHandlersAreItsOwn() {
        Tenants tenants = new Tenants();
        TestEvents all = new TestEvents(tenants).in("/tenants/7/SMALL");
        EventClient client = all.arrives("");

        assertThat(client.ask("where")).isEqualTo("[[7,'SMALL']]");
        assertThat(client.ask("something", "1", "'a'")).isEqualTo("[]");
        assertThat(tenants.others).containsExactly("something[1, \"a\"]");
    }

    @Test
    void aNameThatCannotBeConvertedIsNotAccepted() {
        NamespaceHandlers handlers = new TestEvents(new Tenants()).handlers();

        assertThat(handlers.accept(Map.of("id", "7", "size", "SMALL"))).isTrue();
        assertThat(handlers.accept(Map.of("id", "seven", "size", "SMALL"))).isFalse();
        assertThat(handlers.accept(Map.of("id", "7", "size", "HUGE"))).isFalse();
    }

    @Test
    void whoHasNotSignedInIsAnEmptyOptionalOrIsRefused() {
        TestEvents all = new TestEvents(new Tenants()).in("/tenants/7/SMALL");
        EventClient client = all.arrives("");

        assertThat(client.ask("user")).isEqualTo("['nobody']");
        assertThat(client.fails("must").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(all.joins("alice").ask("must")).isEqualTo("['alice']");
    }
}
