package dev.parley.events.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.api.Anonymous;
import dev.parley.api.Emits;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.SocketNamespace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault stops the deployment with one line that names class, method and remedy. */
class DeclarationFaultsTest {

    private static List<String> faults(Object... beans) {
        DeclarationException stopped =
                catchThrowableOfType(DeclarationException.class, () -> DeclarationReaderTest.read(beans));
        assertThat(stopped).as("the deployment is stopped").isNotNull();
        return stopped.faults();
    }

    static Stream<Arguments> beansWithOneFault() {
        return Stream.of(
                arguments(
                        new FaultyBeans.PrivateHandler(),
                        "a(): A private method cannot be called on a bean. Remove private."),
                arguments(new FaultyBeans.StaticHandler(), "a(): A static method is not a bean's. Remove static."),
                arguments(
                        new FaultyBeans.TwoOfOneEvent(),
                        "b(): " + name("TwoOfOneEvent") + ".a() handles the event a, too. Remove one of the two."),
                arguments(
                        new FaultyBeans.TwoAnyEvents(),
                        "b(String): " + name("TwoAnyEvents")
                                + ".a(String) handles all other events, too. Remove one of the two."),
                arguments(
                        new FaultyBeans.ReservedName(),
                        "a(): Socket.IO reserves the name disconnect. Use @OnConnect, @OnDisconnect or another name."),
                arguments(
                        new FaultyBeans.RenewsTokens(),
                        "a(): Clients renew their token by authenticate, which Parley handles. Use another name."),
                arguments(
                        new FaultyBeans.HiddenArgument(),
                        "a(List): " + name("Hidden") + " is not public, so JSON-B cannot use it. Make it public."),
                arguments(
                        new FaultyBeans.HiddenAuth(),
                        "a(Hidden): " + name("Hidden") + " is not public, so JSON-B cannot use it. Make it public."),
                arguments(
                        new FaultyBeans.HiddenRest(),
                        "a(Hidden[]): " + name("Hidden") + " is not public, so JSON-B cannot use it. Make it public."),
                arguments(
                        new FaultyBeans.HiddenResult(),
                        "a(): " + name("Hidden") + " is not public, so JSON-B cannot use it. Make it public."),
                arguments(
                        new FaultyBeans.GenericArgument(),
                        "a(Pair): " + name("Pair")
                                + " is a record with type parameters, which JSON-B cannot read. Use a record without."),
                arguments(new FaultyBeans.NoName(), "a(): The event has no name. Write @OnEvent(\"the-name\")."),
                arguments(
                        new FaultyBeans.ReservedServerName(),
                        "a(): The servers reserve the name \"connection\". Use another name."),
                arguments(
                        new FaultyBeans.UnknownParam(),
                        "a(String): The namespace /tenants/{id} has no parameter {tenant}. Write @NamespaceParam with a name that is in braces in @SocketNamespace."),
                arguments(
                        new FaultyBeans.ParamOfWrongType(),
                        "a(List): No text can be made a java.util.List<java.lang.String>. Use String, an integer, an enum, UUID, or a type with a static valueOf(String) or fromString(String)."),
                arguments(
                        new FaultyBeans.ServerEventOfPattern(),
                        "a(): @OnServerEvent is not for the namespaces of a pattern. Move it to a bean of a namespace with a name."),
                arguments(
                        new FaultyBeans.TwoAuths(),
                        "a(String, String): It has more than one parameter for the same thing. Keep one of them."),
                arguments(
                        new FaultyBeans.AuthInEvent(),
                        "a(String): @Auth is only for @OnConnect. Keep what you need in Socket.data() there."),
                arguments(
                        new FaultyBeans.AckAndResult(),
                        "a(Ack): It acknowledges by its Ack and by its result. Make it void, or remove the parameter."),
                arguments(
                        new FaultyBeans.AckInConnect(),
                        "a(Ack): There is no Ack in an @OnConnect method. Remove the parameter."),
                arguments(
                        new FaultyBeans.ArgumentInConnect(),
                        "a(String): There is nothing from which a parameter of type java.lang.String gets its value. An @OnConnect method has the special parameters that its documentation names."),
                arguments(
                        new FaultyBeans.ReasonInEvent(),
                        "a(DisconnectReason): There is a DisconnectReason only in an @OnDisconnect method. Remove the parameter."),
                arguments(
                        new FaultyBeans.VarargsOfSockets(),
                        "a(Socket[]): A varargs parameter cannot be of type Socket. Use the type of an argument."),
                arguments(
                        new FaultyBeans.PrimitiveOptional(),
                        "a(OptionalInt): OptionalInt does not say what is optional. Write Optional<Integer>, for example."),
                arguments(
                        new FaultyBeans.RawOptional(),
                        "a(Optional): Optional does not say what is optional. Write Optional<Integer>, for example."),
                arguments(
                        new FaultyBeans.OptionalSocket(),
                        "a(Optional): The Socket is always there. Write Socket without Optional."),
                arguments(
                        new FaultyBeans.TypeVariable<String>(),
                        "a(List): Nobody says what java.util.List<T> of java.util.List<T> things is. Give the parameter a type without type variables."),
                arguments(
                        new FaultyBeans.TypeParameter(),
                        "a(): Nobody says what its type parameters are. Write the types themselves."),
                arguments(
                        new FaultyBeans.InjectedEmitter(),
                        "a(Emitter): An Emitter is not an argument. Inject it: @Inject @SocketNamespace Emitter."),
                arguments(
                        new FaultyBeans.ExceptionArgument(),
                        "a(IllegalStateException): An exception cannot be an argument. Take exceptions in an @OnError method, and as they are."),
                arguments(
                        new FaultyBeans.ConcurrentAndNonBlocking(),
                        "a(): @Concurrent and @NonBlocking exclude each other. Keep one of them."),
                arguments(
                        new FaultyBeans.ConcurrentConnect(),
                        "a(): @Concurrent has no effect on @OnConnect. Remove it."),
                arguments(
                        new FaultyBeans.ErrorWithoutException(),
                        "a(Socket): An @OnError method needs a parameter for the exception. Add one of the exception's type."),
                arguments(
                        new FaultyBeans.ErrorWithTwoExceptions(),
                        "a(IllegalStateException, IllegalArgumentException): It has more than one parameter for the same thing. Keep one of them."),
                arguments(
                        new FaultyBeans.ErrorWithoutProblem(),
                        "a(IllegalStateException): An @OnError method says what the client is told. Return a Problem."),
                arguments(
                        new FaultyBeans.TwoOfOneException(),
                        "b(IllegalStateException): " + name("TwoOfOneException")
                                + ".a(IllegalStateException) handles java.lang.IllegalStateException, too. Remove one of the two."),
                arguments(
                        new FaultyBeans.NoNamespace(),
                        "a(): @OnEvent needs a namespace. Write @SocketNamespace at the class."),
                arguments(
                        new FaultyBeans.TwoAnnotations(),
                        "a(): It has @OnEvent and @OnDisconnect. Make a method for each."),
                arguments(
                        new FaultyBeans.AnyEventWithoutName(),
                        "a(Socket): An @OnAnyEvent method needs a parameter for the event's name. Add a String."),
                arguments(
                        new FaultyBeans.AnyEventWithNumber(),
                        "a(int): Its first argument is the event's name. Make it a String."),
                arguments(
                        new FaultyBeans.AnyEventWithOrders(),
                        "a(String, List): Its second argument is the event's arguments. Make it a List<JsonValue> or a JsonArray."),
                arguments(
                        new FaultyBeans.SocketInServerEvent(),
                        "a(Socket): There is no Socket in an @OnServerEvent method, as no socket is concerned. Remove it."),
                arguments(new FaultyBeans.NoRole(), "a(): @RolesAllowed names no role. Keep one that says who may."),
                arguments(
                        new FaultyBeans.RolesOfDisconnect(),
                        "a(): @RolesAllowed, @PermitAll and @DenyAll have no effect on @OnDisconnect. Say at the class who may connect."),
                arguments(
                        new FaultyBeans.OverridesSilently(),
                        "a(String): It overrides a handler of " + name("Overridden")
                                + " without annotation. Repeat @OnEvent, or give the method another name."),
                arguments(
                        new FaultyBeans.NonBlockingServerEvent(),
                        "a(): @NonBlocking has no effect on @OnServerEvent. Remove it."),
                arguments(
                        new FaultyBeans.OptionalOptional(),
                        "a(Optional): An Optional of an Optional has no meaning. Leave one away."),
                arguments(
                        new FaultyBeans.ParamInServerEvent(),
                        "a(String): @NamespaceParam is not for @OnServerEvent. Remove the parameter."),
                arguments(
                        new FaultyBeans.ParamWithoutNamespace(),
                        "a(IllegalStateException, String): The namespace is not known and has no parameter {id}. Write @NamespaceParam with a name that is in braces in @SocketNamespace."),
                arguments(
                        new FaultyBeans.AnyEventWithMore(),
                        "a(String, List, int): It has more than the event's name and the event's arguments. Remove the others."),
                arguments(
                        new FaultyBeans.TwoOfOneServerEvent(),
                        "b(): " + name("TwoOfOneServerEvent")
                                + ".a() handles the server event a, too. Remove one of the two."),
                arguments(
                        new FaultyBeans.ImplementsSilently(),
                        "a(): It overrides a handler of " + name("Contract")
                                + " without annotation. Repeat @OnEvent, or give the method another name."));
    }

    private static String name(String bean) {
        return FaultyBeans.class.getName() + "$" + bean;
    }

    @ParameterizedTest
    @MethodSource("beansWithOneFault")
    void aFaultOfAMethodIsOneLine(Object bean, String line) {
        assertThat(faults(bean)).containsExactly(bean.getClass().getName() + "." + line);
    }

    static Stream<Arguments> classesWithOneFault() {
        return Stream.of(
                arguments(
                        new FaultyBeans.ConcurrentAndNonBlockingClass(),
                        "@Concurrent and @NonBlocking exclude each other. Keep one of them."),
                arguments(
                        new FaultyBeans.AnonymousWithoutNamespace(),
                        "@Anonymous and @Emits need a namespace. Write @SocketNamespace at the class."),
                arguments(
                        new FaultyBeans.AnonymousTraders(),
                        "@Anonymous admits whoever comes, and @RolesAllowed or @DenyAll does not. Remove one; a method may have @RolesAllowed nevertheless."),
                arguments(
                        new FaultyBeans.TwoRules(),
                        "It has more than one of @RolesAllowed, @PermitAll and @DenyAll. Keep one that says who may connect."),
                arguments(
                        new FaultyBeans.NoSlash(),
                        "The namespace \"orders\" must begin with a slash. Write a name like \"/orders\", or a pattern like \"/tenants/{id}\"."),
                arguments(
                        new FaultyBeans.HalfAPart(),
                        "The namespace \"/a/x{id}\" may have braces only around a whole part between slashes. Write a name like \"/orders\", or a pattern like \"/tenants/{id}\"."),
                arguments(
                        new FaultyBeans.SameParamTwice(),
                        "The namespace \"/{a}/{a}\" must have another name for each parameter. Write a name like \"/orders\", or a pattern like \"/tenants/{id}\"."),
                arguments(
                        new FaultyBeans.CommaInName(),
                        "The namespace \"/a,b\" must have no comma and no question mark. Write a name like \"/orders\", or a pattern like \"/tenants/{id}\"."),
                arguments(
                        new FaultyBeans.NamelessParam(),
                        "The namespace \"/a/{}\" must name the parameter in the braces. Write a name like \"/orders\", or a pattern like \"/tenants/{id}\"."),
                arguments(
                        new FaultyBeans.EmitsReserved(),
                        "Socket.IO reserves the name \"connect\" of @Emits. Use another name."));
    }

    @ParameterizedTest
    @MethodSource("classesWithOneFault")
    void aFaultOfAClassIsOneLine(Object bean, String line) {
        assertThat(faults(bean)).containsExactly(bean.getClass().getName() + ": " + line);
    }

    /** A container may have a bean of such a class, a decorator for example. */
    @Test
    void anAbstractMethodHandlesNothing() {
        EventBean bean = new EventBean(FaultyBeans.AbstractHandler.class, () -> null);
        assertThat(catchThrowableOfType(DeclarationException.class, () -> DeclarationReader.read(List.of(bean)))
                        .faults())
                .containsExactly(name("AbstractHandler")
                        + ".a(): An abstract method handles nothing. Implement it, and repeat the annotation there.");
    }

    @SocketNamespace("/a")
    static class First {
        @OnEvent("x")
        void x() {}

        @OnError
        Problem failed(IllegalStateException e) {
            return null;
        }
    }

    @SocketNamespace("/a")
    @Anonymous
    static class Second {}

    @SocketNamespace("/a")
    static class Third {
        @OnEvent("x")
        void x() {}

        @OnError
        Problem failed(IllegalStateException e) {
            return null;
        }
    }

    @Test
    void beansOfANamespaceDoNotHandleTheSameEvent() {
        assertThat(faults(new First(), new Third()))
                .containsExactly(Third.class.getName() + ".x(): " + First.class.getName()
                        + ".x() handles the event x, too. Remove one of the two.");
    }

    @Test
    void beansOfANamespaceAreAllAnonymousOrNone() {
        assertThat(faults(new First(), new Second()))
                .containsExactly(Second.class.getName() + ": It and " + First.class.getName()
                        + " share the namespace /a, and only one of them is @Anonymous. Write it at both or at none.");
    }

    @SocketNamespace("/t/{id}")
    static class OnePattern {}

    @SocketNamespace("/t/{tenant}")
    static class SamePattern {}

    @SocketNamespace("/{x}/y")
    static class CrossingPattern {}

    @SocketNamespace("/t/{id}/more")
    static class LongerPattern {}

    @SocketNamespace("/t/name")
    static class Name {}

    @Test
    void noNameMatchesTwoPatterns() {
        assertThat(faults(new OnePattern(), new SamePattern()))
                .containsExactly(SamePattern.class.getName()
                        + ": There are names that match /t/{tenant} and /t/{id} of " + OnePattern.class.getName()
                        + ". Give the two patterns different parts, or the same parameters.");
        assertThat(faults(new OnePattern(), new CrossingPattern())).hasSize(1);
    }

    @Test
    void aNameGoesBeforeAPatternAndIsNoFault() {
        assertThat(DeclarationReaderTest.read(new OnePattern(), new LongerPattern(), new Name()))
                .extracting(namespace -> namespace.pattern().text())
                .containsExactly("/t/name", "/t/{id}", "/t/{id}/more");
    }

    @SocketNamespace("/a")
    @Emits(event = "x", payload = String.class)
    static class EmitsText {}

    @SocketNamespace("/a")
    @Emits(event = "x", payload = Integer.class)
    static class EmitsNumber {}

    @Test
    void anEventIsEmittedWithTheSameTypesByAll() {
        assertThat(faults(new EmitsText(), new EmitsNumber()))
                .containsExactly(EmitsText.class.getName()
                        + ": @Emits declares x with [java.lang.String] acknowledged by void, and another @Emits of /a"
                        + " with [java.lang.Integer] acknowledged by void. Declare it once, or with the same types.");
    }

    @SocketNamespace("/a")
    @Emits(event = "x", payload = FaultyBeans.Hidden.class)
    @Emits(event = "y", payload = String.class, acknowledgement = FaultyBeans.Pair.class)
    static class EmitsHidden {}

    @Test
    void whatIsEmittedCanBeWritten() {
        assertThat(faults(new EmitsHidden()))
                .containsExactly(EmitsHidden.class.getName() + ": " + FaultyBeans.Hidden.class.getName()
                        + " is not public, so JSON-B cannot use it. Make it public.");
    }
}
