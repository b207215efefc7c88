package dev.parley.events.call;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.call.HandlerCall.ParameterSource;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.ParameterDeclaration;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.Principal;
import java.util.List;
import java.util.Optional;

/** Makes the sources of a handler's parameters, at deployment. */
final class ParameterSources {

    private final ArgumentReader arguments;
    private final Tokens tokens;

    ParameterSources(ArgumentReader arguments, Tokens tokens) {
        this.arguments = arguments;
        this.tokens = tokens;
    }

    /** A source for each parameter. */
    ParameterSource[] of(HandlerDeclaration handler) {
        ParameterSource[] sources = new ParameterSource[handler.parameters().size()];
        int argument = 0;
        for (int i = 0; i < sources.length; i++) {
            ParameterDeclaration parameter = handler.parameters().get(i);
            sources[i] = source(parameter, handler.method().getParameterTypes()[i], argument);
            if (parameter.source() == ParameterDeclaration.Source.ARGUMENT) {
                argument++;
            }
        }
        return sources;
    }

    private ParameterSource source(ParameterDeclaration parameter, Class<?> raw, int argument) {
        return switch (parameter.source()) {
            case SOCKET -> call -> call.state().facade();
            case ACK -> HandlerCall::ack;
            case HANDSHAKE -> call -> call.state().facade().handshake();
            case USER -> ofUser(parameter, call -> call.state().user());
            case TOKEN -> ofUser(parameter, call -> tokens.token(call.state().socket()));
            case PRINCIPAL -> ofUser(parameter, this::principal);
            case NAMESPACE_PARAM -> NamespaceParameters.source(parameter);
            case AUTH -> call -> auth(parameter, (JsonObject) call.subject());
            case DISCONNECT_REASON, EXCEPTION -> HandlerCall::subject;
            case EVENT_NAME -> HandlerCall::event;
            case ALL_ARGUMENTS -> raw == JsonArray.class ? call -> array(call.arguments()) : HandlerCall::arguments;
            case ARGUMENT -> call -> arguments.read(parameter, at(call.arguments(), argument));
            case REST -> {
                Class<?> element = raw.getComponentType();
                yield call -> arguments.readRest(parameter, element, call.arguments(), argument);
            }
        };
    }

    private static JsonValue at(List<JsonValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static JsonArray array(List<JsonValue> values) {
        return values instanceof JsonArray array
                ? array
                : JSON.createArrayBuilder(values).build();
    }

    @FunctionalInterface
    private interface UserSource {
        Optional<?> find(HandlerCall call);
    }

    private static ParameterSource ofUser(ParameterDeclaration parameter, UserSource source) {
        if (parameter.optional()) {
            return source::find;
        }
        return call -> {
            Optional<?> found = source.find(call);
            if (found.isEmpty()) {
                throw new RefusedException(ErrorCode.AUTHORIZATION_FAILED, "Sign in before you do this.");
            }
            return found.get();
        };
    }

    private Optional<Principal> principal(HandlerCall call) {
        Optional<? extends Principal> token = tokens.token(call.state().socket());
        return token.isPresent()
                ? token.map(Principal.class::cast)
                : call.state().user().map(user -> new NamedPrincipal(user.id()));
    }

    private record NamedPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    private Object auth(ParameterDeclaration parameter, JsonObject payload) throws RefusedException {
        return arguments.read(parameter, parameter.optional() && payload.isEmpty() ? null : payload);
    }
}
