package dev.parley.events.declaration;

import dev.parley.api.Ack;
import dev.parley.api.Auth;
import dev.parley.api.AuthenticatedUser;
import dev.parley.api.DisconnectReason;
import dev.parley.api.Emitter;
import dev.parley.api.Handshake;
import dev.parley.api.NamespaceParam;
import dev.parley.api.Socket;
import dev.parley.events.declaration.ParameterDeclaration.Source;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads and checks the parameters of one handler. */
final class ParameterReader {

    private static final Map<Class<?>, Source> SPECIAL = Map.of(
            Socket.class, Source.SOCKET,
            Ack.class, Source.ACK,
            Handshake.class, Source.HANDSHAKE,
            AuthenticatedUser.class, Source.USER,
            Principal.class, Source.PRINCIPAL,
            JsonWebToken.class, Source.TOKEN,
            DisconnectReason.class, Source.DISCONNECT_REASON);
    /** What somebody who has not signed in does not have. */
    private static final Set<Source> OF_USERS = Set.of(Source.USER, Source.PRINCIPAL, Source.TOKEN);

    private static final Set<Class<?>> PRIMITIVE_OPTIONALS =
            Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private static final Type JSON_VALUES = new GenericType(List.class, null, JsonValue.class);

    private final Class<?> bean;
    private final Method method;
    private final HandlerKind kind;
    private final Optional<NamespacePattern> namespace;
    private final ResolvedTypes types;
    private final Faults faults;
    private final List<ParameterDeclaration> read = new ArrayList<>();

    ParameterReader(
            Class<?> bean,
            Method method,
            HandlerKind kind,
            Optional<NamespacePattern> namespace,
            ResolvedTypes types,
            Faults faults) {
        this.bean = bean;
        this.method = method;
        this.kind = kind;
        this.namespace = namespace;
        this.types = types;
        this.faults = faults;
    }

    /** The parameters. Whatever is wrong with them is among the faults, and then the list may be incomplete. */
    List<ParameterDeclaration> read() {
        for (Parameter parameter : method.getParameters()) {
            Optional<Type> type = types.resolve(parameter.getParameterizedType());
            if (type.isPresent()) {
                read(parameter, type.get());
            } else {
                fault(
                        "Nobody says what " + parameter.getParameterizedType().getTypeName() + " of " + parameter
                                + " is.",
                        "Give the parameter a type without type variables.");
            }
        }
        checkAll();
        return read;
    }

    private void read(Parameter parameter, Type type) {
        Class<?> raw = ResolvedTypes.erase(type);
        if (PRIMITIVE_OPTIONALS.contains(raw) || type == Optional.class) {
            fault(raw.getSimpleName() + " does not say what is optional.", "Write Optional<Integer>, for example.");
            return;
        }
        boolean optional = raw == Optional.class;
        Type value = optional ? ResolvedTypes.argument(type, Optional.class, 0).orElseThrow() : type;
        if (optional && ResolvedTypes.erase(value) == Optional.class) {
            fault("An Optional of an Optional has no meaning.", "Leave one away.");
            return;
        }
        if (parameter.isAnnotationPresent(NamespaceParam.class)) {
            readNamespaceParam(parameter, type);
        } else if (parameter.isAnnotationPresent(Auth.class)) {
            readAuth(parameter, value, optional);
        } else if (SPECIAL.containsKey(ResolvedTypes.erase(value))) {
            readSpecial(parameter, SPECIAL.get(ResolvedTypes.erase(value)), value, optional);
        } else if (Throwable.class.isAssignableFrom(ResolvedTypes.erase(value))) {
            readException(parameter, value, optional);
        } else {
            readArgument(parameter, value, optional);
        }
    }

    private void readNamespaceParam(Parameter parameter, Type type) {
        String key = parameter.getAnnotation(NamespaceParam.class).value();
        if (kind == HandlerKind.SERVER_EVENT) {
            fault("@NamespaceParam is not for @OnServerEvent.", "Remove the parameter.");
        } else if (namespace
                .filter(pattern -> pattern.parameters().contains(key))
                .isEmpty()) {
            fault(
                    "The namespace " + namespace.map(NamespacePattern::text).orElse("is not known and")
                            + " has no parameter {" + key + "}.",
                    "Write @NamespaceParam with a name that is in braces in @SocketNamespace.");
        } else if (!NamespaceParameterType.isKnown(ResolvedTypes.erase(type))) {
            fault(
                    "No text can be made a " + type.getTypeName() + ".",
                    "Use String, an integer, an enum, UUID, or a type with a static valueOf(String) or"
                            + " fromString(String).");
        }
        read.add(new ParameterDeclaration(name(parameter), Source.NAMESPACE_PARAM, type, false, key));
    }

    private void readAuth(Parameter parameter, Type value, boolean optional) {
        if (kind != HandlerKind.CONNECT) {
            fault("@Auth is only for @OnConnect.", "Keep what you need in Socket.data() there.");
        }
        read.add(new ParameterDeclaration("auth", Source.AUTH, value, optional, ""));
    }

    private void readSpecial(Parameter parameter, Source source, Type value, boolean optional) {
        String type = ResolvedTypes.erase(value).getSimpleName();
        if (kind == HandlerKind.SERVER_EVENT) {
            fault("There is no " + type + " in an @OnServerEvent method, as no socket is concerned.", "Remove it.");
        } else if (source == Source.ACK && kind != HandlerKind.EVENT && kind != HandlerKind.ANY_EVENT) {
            fault("There is no Ack in an " + kind.text() + " method.", "Remove the parameter.");
        } else if (source == Source.DISCONNECT_REASON && kind != HandlerKind.DISCONNECT) {
            fault("There is a DisconnectReason only in an @OnDisconnect method.", "Remove the parameter.");
        } else if (optional && !OF_USERS.contains(source)) {
            fault("The " + type + " is always there.", "Write " + type + " without Optional.");
        }
        add(parameter, source, value, optional);
    }

    private void readException(Parameter parameter, Type value, boolean optional) {
        if (kind != HandlerKind.ERROR || optional) {
            fault("An exception cannot be an argument.", "Take exceptions in an @OnError method, and as they are.");
        }
        add(parameter, Source.EXCEPTION, value, false);
    }

    private void readArgument(Parameter parameter, Type value, boolean optional) {
        if (value == Emitter.class) {
            fault("An Emitter is not an argument.", "Inject it: @Inject @SocketNamespace Emitter.");
            return;
        }
        switch (kind) {
            case EVENT, SERVER_EVENT -> readEventArgument(parameter, value, optional);
            case ANY_EVENT -> readAnyEventArgument(parameter, value);
            default ->
                fault(
                        "There is nothing from which a parameter of type " + value.getTypeName() + " gets its value.",
                        "An " + kind.text() + " method has the special parameters that its documentation names.");
        }
    }

    private void readEventArgument(Parameter parameter, Type value, boolean optional) {
        if (!parameter.isVarArgs()) {
            add(parameter, Source.ARGUMENT, value, optional);
            return;
        }
        Type element = value instanceof GenericArray array
                ? array.component()
                : ResolvedTypes.erase(value).getComponentType();
        Class<?> raw = ResolvedTypes.erase(element);
        if (raw == Optional.class || SPECIAL.containsKey(raw)) {
            fault("A varargs parameter cannot be of type " + raw.getSimpleName() + ".", "Use the type of an argument.");
        }
        add(parameter, Source.REST, element, false);
    }

    private void readAnyEventArgument(Parameter parameter, Type value) {
        if (!has(Source.EVENT_NAME)) {
            if (value != String.class) {
                fault("Its first argument is the event's name.", "Make it a String.");
            }
            add(parameter, Source.EVENT_NAME, value, false);
        } else if (!has(Source.ALL_ARGUMENTS)) {
            if (!JSON_VALUES.equals(value) && value != JsonArray.class) {
                fault("Its second argument is the event's arguments.", "Make it a List<JsonValue> or a JsonArray.");
            }
            add(parameter, Source.ALL_ARGUMENTS, value, false);
        } else {
            fault("It has more than the event's name and the event's arguments.", "Remove the others.");
        }
    }

    private void checkAll() {
        for (Source once : List.of(Source.AUTH, Source.EXCEPTION, Source.ACK)) {
            if (read.stream().filter(one -> one.source() == once).count() > 1) {
                fault("It has more than one parameter for the same thing.", "Keep one of them.");
            }
        }
        if (kind == HandlerKind.ERROR && !has(Source.EXCEPTION)) {
            fault("An @OnError method needs a parameter for the exception.", "Add one of the exception's type.");
        }
        if (kind == HandlerKind.ANY_EVENT && !has(Source.EVENT_NAME)) {
            fault("An @OnAnyEvent method needs a parameter for the event's name.", "Add a String.");
        }
    }

    private boolean has(Source source) {
        return read.stream().anyMatch(one -> one.source() == source);
    }

    private void add(Parameter parameter, Source source, Type type, boolean optional) {
        read.add(new ParameterDeclaration(name(parameter), source, type, optional, ""));
    }

    private String name(Parameter parameter) {
        long before =
                read.stream().filter(one -> one.source() == Source.ARGUMENT).count();
        return parameter.isNamePresent() ? parameter.getName() : "argument " + (before + 1);
    }

    private void fault(String fault, String remedy) {
        faults.add(bean, method, fault, remedy);
    }
}
