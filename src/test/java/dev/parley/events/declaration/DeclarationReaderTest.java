package dev.parley.events.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Ack;
import dev.parley.api.Anonymous;
import dev.parley.api.Auth;
import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Concurrent;
import dev.parley.api.DisconnectReason;
import dev.parley.api.Emits;
import dev.parley.api.NamespaceParam;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnAnyEvent;
import dev.parley.api.OnConnect;
import dev.parley.api.OnDisconnect;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.OnServerEvent;
import dev.parley.api.Problem;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.ParameterDeclaration.Source;
import dev.parley.security.Access;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What beans may declare, and how they are found. */
class DeclarationReaderTest {

    public record Order(String item) {}

    public record Receipt(String id) {}

    static List<NamespaceDeclaration> read(Object... beans) {
        return DeclarationReader.read(Stream.of(beans).map(EventBean::of).toList());
    }

    private static NamespaceDeclaration only(Object... beans) {
        List<NamespaceDeclaration> all = read(beans);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static HandlerDeclaration event(NamespaceDeclaration namespace, String name) {
        return namespace.handlers(HandlerKind.EVENT).stream()
                .filter(handler -> handler.event().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SocketNamespace("/orders")
    @RolesAllowed("trader")
    @Emits(event = "order:placed", payload = Receipt.class)
    static class Desk {
        @OnConnect
        void arrived(Socket socket, @Auth Optional<Order> wish) {}

        @OnEvent("order:place")
        @RolesAllowed("buyer")
        public Receipt place(Order order, Socket socket, AuthenticatedUser user, String... notes) {
            return new Receipt(order.item());
        }

        @OnEvent("chart")
        @NonBlocking
        CompletionStage<byte[]> chart(String symbol, Optional<List<Integer>> range) {
            return new CompletableFuture<>();
        }

        @OnEvent("touch")
        @Concurrent
        void touch(Ack ack) {}

        @OnAnyEvent
        void other(String event, List<JsonValue> arguments) {}

        @OnServerEvent("refresh")
        int refresh(int generation) {
            return generation;
        }

        @OnError
        Problem refused(IllegalStateException e) {
            return Problem.of("NO_CREDIT", e.getMessage());
        }

        @OnDisconnect
        void left(Socket socket, DisconnectReason reason) {}

        void helper() {}
    }

    @Test
    void aBeanDeclaresWhatItsAnnotationsSay() {
        NamespaceDeclaration orders = only(new Desk());

        assertThat(orders.pattern().text()).isEqualTo("/orders");
        assertThat(orders.anonymous()).isFalse();
        assertThat(orders.access()).containsExactly(Access.roles("trader"));
        assertThat(orders.emits())
                .containsExactly(new EmittedEvent("order:placed", List.of(Receipt.class), void.class));
        assertThat(orders.handlers())
                .extracting(HandlerDeclaration::kind)
                .containsOnly(HandlerKind.values())
                .hasSize(8);
        HandlerDeclaration place = event(orders, "order:place");
        assertThat(place.result()).isEqualTo(Receipt.class);
        assertThat(place.execution()).isEqualTo(Execution.BLOCKING);
        assertThat(place.access()).isEqualTo(Access.roles("buyer"));
        assertThat(place.parameters())
                .containsExactly(
                        new ParameterDeclaration("order", Source.ARGUMENT, Order.class, false, ""),
                        new ParameterDeclaration("socket", Source.SOCKET, Socket.class, false, ""),
                        new ParameterDeclaration("user", Source.USER, AuthenticatedUser.class, false, ""),
                        new ParameterDeclaration("notes", Source.REST, String.class, false, ""));
        assertThat(place.arguments()).extracting(ParameterDeclaration::name).containsExactly("order", "notes");
    }

    @Test
    void theResultIsTheValueOfTheStageAndOptionalsAreOpened() {
        HandlerDeclaration chart = event(only(new Desk()), "chart");

        assertThat(chart.result()).isEqualTo(byte[].class);
        assertThat(chart.execution()).isEqualTo(Execution.NON_BLOCKING);
        assertThat(chart.access()).isEqualTo(Access.roles("trader"));
        assertThat(chart.parameters().get(1).optional()).isTrue();
        assertThat(chart.parameters().get(1).type().getTypeName()).isEqualTo("java.util.List<java.lang.Integer>");
    }

    @Test
    void whoeverTakesAnAckAcknowledgesItself() {
        HandlerDeclaration touch = event(only(new Desk()), "touch");

        assertThat(touch.acknowledgesItself()).isTrue();
        assertThat(touch.result()).isEqualTo(void.class);
        assertThat(touch.execution()).isEqualTo(Execution.CONCURRENT);
    }

    @SocketNamespace("/orders")
    @PermitAll
    static class Counter {
        @OnEvent("count")
        CompletableFuture<Void> count() {
            return null;
        }
    }

    @Test
    void severalBeansShareANamespaceInTheOrderOfTheirNames() {
        NamespaceDeclaration orders = only(new Desk(), new Counter());

        assertThat(orders.access()).containsExactly(Access.PERMIT, Access.roles("trader"));
        assertThat(orders.handlers().get(0).bean().type()).isEqualTo(Counter.class);
        assertThat(event(orders, "count").result()).isEqualTo(void.class);
    }

    interface Watched<T> {
        @OnEvent("watch")
        default String watch(T what) {
            return what.toString();
        }
    }

    abstract static class Shelf<T, L extends List<T>> {
        @OnEvent("put")
        @SuppressWarnings("unchecked")
        public T put(List<? extends T> things, T[] more, List<T>... rest) {
            return things.get(0);
        }

        @OnEvent("all")
        L all() {
            return null;
        }

        @OnEvent("overridden")
        public void overridden(T thing) {}
    }

    @SocketNamespace
    @NonBlocking
    static class OrderShelf extends Shelf<Order, List<Order>> implements Watched<Order> {
        @Override
        @OnEvent("replaced")
        @Concurrent
        public void overridden(Order order) {}
    }

    @Test
    void inheritedHandlersHaveTheTypesOfTheBean() {
        NamespaceDeclaration root = only(new OrderShelf());

        assertThat(root.pattern().text()).isEqualTo("/");
        assertThat(event(root, "watch").arguments().get(0).type()).isEqualTo(Order.class);
        HandlerDeclaration put = event(root, "put");
        assertThat(put.result()).isEqualTo(Order.class);
        assertThat(put.parameters())
                .extracting(parameter -> parameter.type().getTypeName())
                .containsExactly(
                        "java.util.List<" + Order.class.getName() + ">",
                        Order.class.getTypeName() + "[]",
                        "java.util.List<" + Order.class.getName() + ">");
        assertThat(((ParameterizedType) event(root, "all").result()).getActualTypeArguments())
                .containsExactly((Type) Order.class);
    }

    @Test
    void anOverrideReplacesTheHandlerAndBridgesAreNone() {
        NamespaceDeclaration root = only(new OrderShelf());

        assertThat(root.handlers())
                .extracting(HandlerDeclaration::event)
                .containsExactly("all", "replaced", "put", "watch");
    }

    @Test
    void whatAMethodSaysOfItsThreadGoesBeforeWhatTheClassSays() {
        NamespaceDeclaration root = only(new OrderShelf());

        assertThat(event(root, "put").execution()).isEqualTo(Execution.NON_BLOCKING);
        assertThat(event(root, "replaced").execution()).isEqualTo(Execution.CONCURRENT);
    }

    static class Everywhere {
        @OnError
        Problem failed(RuntimeException e, Socket socket) {
            return Problem.of("FAILED", "It failed.");
        }
    }

    @Test
    void beansWithoutNamespaceHandleTheErrorsOfAll() {
        NamespaceDeclaration orders = only(new Desk(), new Everywhere());

        assertThat(orders.generalErrorHandlers())
                .singleElement()
                .satisfies(handler -> assertThat(handler.bean().type()).isEqualTo(Everywhere.class));
        assertThat(orders.handlers(HandlerKind.ERROR)).hasSize(1);
    }

    enum Level {
        LOW
    }

    @SocketNamespace("/tenants/{id}/{level}")
    @Anonymous
    static class Tenants {
        @OnConnect
        void arrived(@NamespaceParam("id") UUID id, @NamespaceParam("level") Level level) {}

        @OnEvent("a")
        void a(@NamespaceParam("id") String id, @NamespaceParam("level") int level) {}

        @OnEvent("b")
        @DenyAll
        void b(Optional<AuthenticatedUser> user) {}
    }

    @Test
    void patternsHaveParameters() {
        NamespaceDeclaration tenants = only(new Tenants());

        assertThat(tenants.anonymous()).isTrue();
        assertThat(event(tenants, "a").parameters())
                .extracting(ParameterDeclaration::key)
                .containsExactly("id", "level");
        assertThat(event(tenants, "b").access()).isEqualTo(Access.DENY);
    }

    @Test
    void whoIsAdmittedHasSignedInUnlessTheNamespaceIsAnonymous() {
        AuthenticatedUser trader =
                new AuthenticatedUser("t", "t", Set.of("trader"), java.time.Instant.parse("2026-11-23T02:55:00Z"));
        AuthenticatedUser guest =
                new AuthenticatedUser("g", "g", Set.of(), java.time.Instant.parse("2026-11-23T02:55:00Z"));

        assertThat(only(new Desk()).admits(Optional.of(trader))).isTrue();
        assertThat(only(new Desk()).admits(Optional.of(guest))).isFalse();
        assertThat(only(new Desk()).admits(Optional.empty())).isFalse();
        assertThat(only(new Tenants()).admits(Optional.empty())).isTrue();
        assertThat(Access.roles("**").permits(Optional.of(guest))).isTrue();
        assertThat(Access.roles("**").permits(Optional.empty())).isFalse();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read(new FaultyBeans.PrivateHandler(), new FaultyBeans.AckInConnect()))
                .isInstanceOfSatisfying(
                        DeclarationException.class, e -> assertThat(e.faults()).hasSize(2));
    }
}
