package dev.parley.events.declaration;

import dev.parley.api.Ack;
import dev.parley.api.Anonymous;
import dev.parley.api.Auth;
import dev.parley.api.Concurrent;
import dev.parley.api.DisconnectReason;
import dev.parley.api.Emits;
import dev.parley.api.Emitter;
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
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Beans of which each has one fault. */
@SuppressWarnings({"rawtypes", "unused"})
final class FaultyBeans {

    private FaultyBeans() {}

    @SocketNamespace
    static class PrivateHandler {
        @OnEvent("a")
        private void a() {}
    }

    @SocketNamespace
    static class StaticHandler {
        @OnEvent("a")
        static void a() {}
    }

    @SocketNamespace
    static class TwoOfOneEvent {
        @OnEvent("a")
        void a() {}

        @OnEvent("a")
        void b() {}
    }

    @SocketNamespace
    static class TwoAnyEvents {
        @OnAnyEvent
        void a(String event) {}

        @OnAnyEvent
        void b(String event) {}
    }

    @SocketNamespace
    static class ReservedName {
        @OnEvent("disconnect")
        void a() {}
    }

    @SocketNamespace
    static class RenewsTokens {
        @OnEvent("authenticate")
        void a() {}
    }

    @SocketNamespace
    static class NoName {
        @OnEvent("")
        void a() {}
    }

    @SocketNamespace
    static class ReservedServerName {
        @OnServerEvent("connection")
        void a() {}
    }

    @SocketNamespace("/tenants/{id}")
    static class UnknownParam {
        @OnEvent("a")
        void a(@NamespaceParam("tenant") String tenant) {}
    }

    @SocketNamespace("/tenants/{id}")
    static class ParamOfWrongType {
        @OnEvent("a")
        void a(@NamespaceParam("id") List<String> tenant) {}
    }

    @SocketNamespace("/tenants/{id}")
    static class ServerEventOfPattern {
        @OnServerEvent("a")
        void a() {}
    }

    @SocketNamespace
    static class TwoAuths {
        @OnConnect
        void a(@Auth String one, @Auth String other) {}
    }

    @SocketNamespace
    static class AuthInEvent {
        @OnEvent("a")
        void a(@Auth String one) {}
    }

    @SocketNamespace
    static class AckAndResult {
        @OnEvent("a")
        String a(Ack ack) {
            return "";
        }
    }

    @SocketNamespace
    static class AckInConnect {
        @OnConnect
        void a(Ack ack) {}
    }

    @SocketNamespace
    static class ArgumentInConnect {
        @OnConnect
        void a(String what) {}
    }

    @SocketNamespace
    static class ReasonInEvent {
        @OnEvent("a")
        void a(DisconnectReason reason) {}
    }

    @SocketNamespace
    static class VarargsOfSockets {
        @OnEvent("a")
        void a(Socket... sockets) {}
    }

    @SocketNamespace
    static class PrimitiveOptional {
        @OnEvent("a")
        void a(OptionalInt number) {}
    }

    @SocketNamespace
    static class RawOptional {
        @OnEvent("a")
        void a(Optional number) {}
    }

    @SocketNamespace
    static class OptionalSocket {
        @OnEvent("a")
        void a(Optional<Socket> socket) {}
    }

    @SocketNamespace
    static class TypeVariable<T> {
        @OnEvent("a")
        void a(List<T> things) {}
    }

    @SocketNamespace
    static class TypeParameter {
        @OnEvent("a")
        <T> void a() {}
    }

    @SocketNamespace
    static class InjectedEmitter {
        @OnEvent("a")
        void a(Emitter emitter) {}
    }

    @SocketNamespace
    static class ExceptionArgument {
        @OnEvent("a")
        void a(IllegalStateException e) {}
    }

    @SocketNamespace
    static class ConcurrentAndNonBlocking {
        @OnEvent("a")
        @Concurrent
        @NonBlocking
        void a() {}
    }

    @SocketNamespace
    @Concurrent
    @NonBlocking
    static class ConcurrentAndNonBlockingClass {}

    @SocketNamespace
    static class ConcurrentConnect {
        @OnConnect
        @Concurrent
        void a() {}
    }

    @SocketNamespace
    static class ErrorWithoutException {
        @OnError
        Problem a(Socket socket) {
            return null;
        }
    }

    @SocketNamespace
    static class ErrorWithTwoExceptions {
        @OnError
        Problem a(IllegalStateException one, IllegalArgumentException other) {
            return null;
        }
    }

    @SocketNamespace
    static class ErrorWithoutProblem {
        @OnError
        String a(IllegalStateException e) {
            return "";
        }
    }

    @SocketNamespace
    static class TwoOfOneException {
        @OnError
        Problem a(IllegalStateException e) {
            return null;
        }

        @OnError
        Problem b(IllegalStateException e) {
            return null;
        }
    }

    static class NoNamespace {
        @OnEvent("a")
        void a() {}
    }

    @Anonymous
    static class AnonymousWithoutNamespace {
        @OnError
        Problem a(IllegalStateException e) {
            return null;
        }
    }

    @SocketNamespace
    static class TwoAnnotations {
        @OnEvent("a")
        @OnDisconnect
        void a() {}
    }

    @SocketNamespace
    static class AnyEventWithoutName {
        @OnAnyEvent
        void a(Socket socket) {}
    }

    @SocketNamespace
    static class AnyEventWithNumber {
        @OnAnyEvent
        void a(int number) {}
    }

    @SocketNamespace
    static class AnyEventWithOrders {
        @OnAnyEvent
        void a(String event, List<String> arguments) {}
    }

    @SocketNamespace
    static class SocketInServerEvent {
        @OnServerEvent("a")
        void a(Socket socket) {}
    }

    @SocketNamespace
    @Anonymous
    @RolesAllowed("trader")
    static class AnonymousTraders {}

    @SocketNamespace
    @PermitAll
    @DenyAll
    static class TwoRules {}

    @SocketNamespace
    static class NoRole {
        @OnEvent("a")
        @RolesAllowed({})
        void a() {}
    }

    @SocketNamespace
    static class RolesOfDisconnect {
        @OnDisconnect
        @RolesAllowed("trader")
        void a() {}
    }

    @SocketNamespace("orders")
    static class NoSlash {}

    @SocketNamespace("/a/x{id}")
    static class HalfAPart {}

    @SocketNamespace("/{a}/{a}")
    static class SameParamTwice {}

    @SocketNamespace
    @Emits(event = "connect")
    static class EmitsReserved {}

    static class Overridden {
        @OnEvent("a")
        void a(String text) {}
    }

    @SocketNamespace
    static class OverridesSilently extends Overridden {
        @Override
        void a(String text) {}
    }

    interface Contract {
        @OnEvent("a")
        void a();
    }

    @SocketNamespace
    static class ImplementsSilently implements Contract {
        @Override
        public void a() {}
    }

    record Hidden(int value) {}

    public record Pair<T>(T value) {}

    @SocketNamespace
    static class HiddenArgument {
        @OnEvent("a")
        void a(List<Hidden> hidden) {}
    }

    @SocketNamespace
    static class HiddenAuth {
        @OnConnect
        void a(@Auth Hidden hidden) {}
    }

    @SocketNamespace
    static class HiddenRest {
        @OnEvent("a")
        void a(Hidden... hidden) {}
    }

    @SocketNamespace
    static class HiddenResult {
        @OnEvent("a")
        CompletionStage<Hidden> a() {
            return null;
        }
    }

    @SocketNamespace
    static class GenericArgument {
        @OnEvent("a")
        void a(Pair<String> pair) {}
    }

    @SocketNamespace
    abstract static class AbstractHandler {
        @OnEvent("a")
        abstract void a();
    }

    @SocketNamespace
    static class NonBlockingServerEvent {
        @OnServerEvent("a")
        @NonBlocking
        void a() {}
    }

    @SocketNamespace
    static class OptionalOptional {
        @OnEvent("a")
        void a(Optional<Optional<String>> text) {}
    }

    @SocketNamespace
    static class ParamInServerEvent {
        @OnServerEvent("a")
        void a(@NamespaceParam("id") String id) {}
    }

    static class ParamWithoutNamespace {
        @OnError
        Problem a(IllegalStateException e, @NamespaceParam("id") String id) {
            return null;
        }
    }

    @SocketNamespace
    static class AnyEventWithMore {
        @OnAnyEvent
        void a(String event, List<JsonValue> arguments, int number) {}
    }

    @SocketNamespace
    static class TwoOfOneServerEvent {
        @OnServerEvent("a")
        void a() {}

        @OnServerEvent("a")
        void b() {}
    }

    @SocketNamespace("/a,b")
    static class CommaInName {}

    @SocketNamespace("/a/{}")
    static class NamelessParam {}
}
