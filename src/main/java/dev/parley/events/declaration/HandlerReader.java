package dev.parley.events.declaration;

import dev.parley.api.Concurrent;
import dev.parley.api.NonBlocking;
import dev.parley.api.Problem;
import dev.parley.events.json.PayloadTypes;
import dev.parley.security.AccessAnnotations;
import dev.parley.socketio.codec.EventNames;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads and checks the handlers of one bean. */
final class HandlerReader {

    private final EventBean bean;
    private final Optional<NamespacePattern> namespace;
    private final Faults faults;
    private final ResolvedTypes types;

    /** The namespace is empty for a bean that has none. */
    HandlerReader(EventBean bean, Optional<NamespacePattern> namespace, Faults faults) {
        this.bean = bean;
        this.namespace = namespace;
        this.faults = faults;
        this.types = ResolvedTypes.of(bean.type());
    }

    /** The handlers. Whatever is wrong with them is among the faults. */
    List<HandlerDeclaration> read() {
        List<HandlerDeclaration> handlers = new ArrayList<>();
        for (Method method : HandlerMethods.of(bean.type(), types, faults)) {
            List<HandlerKind> kinds = HandlerKind.of(method);
            if (kinds.size() > 1) {
                fault(
                        method,
                        "It has " + kinds.get(0).text() + " and " + kinds.get(1).text() + ".",
                        "Make a method for each.");
            } else {
                handlers.add(read(method, kinds.get(0)));
            }
        }
        return handlers;
    }

    private HandlerDeclaration read(Method method, HandlerKind kind) {
        checkModifiers(method);
        checkNamespace(method, kind);
        checkName(method, kind);
        checkAccess(method, kind);
        List<ParameterDeclaration> parameters =
                new ParameterReader(bean.type(), method, kind, namespace, types, faults).read();
        HandlerDeclaration handler = new HandlerDeclaration(
                kind,
                kind.event(method),
                method,
                bean,
                parameters,
                result(method),
                execution(method, kind),
                AccessAnnotations.of(bean.type(), method));
        checkResult(handler);
        checkPayloads(handler);
        return handler;
    }

    private void checkModifiers(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            fault(method, "A private method cannot be called on a bean.", "Remove private.");
        }
        if (Modifier.isStatic(modifiers)) {
            fault(method, "A static method is not a bean's.", "Remove static.");
        }
        if (Modifier.isAbstract(modifiers)) {
            fault(method, "An abstract method handles nothing.", "Implement it, and repeat the annotation there.");
        }
        if (method.getTypeParameters().length > 0) {
            fault(method, "Nobody says what its type parameters are.", "Write the types themselves.");
        }
    }

    private void checkNamespace(Method method, HandlerKind kind) {
        if (namespace.isEmpty() && kind != HandlerKind.ERROR) {
            fault(method, kind.text() + " needs a namespace.", "Write @SocketNamespace at the class.");
        }
        if (kind == HandlerKind.SERVER_EVENT
                && namespace.filter(NamespacePattern::isName).isEmpty()) {
            fault(
                    method,
                    "@OnServerEvent is not for the namespaces of a pattern.",
                    "Move it to a bean of a namespace with a name.");
        }
    }

    private void checkName(Method method, HandlerKind kind) {
        String event = kind.event(method);
        if (kind == HandlerKind.EVENT) {
            if (event.isEmpty()) {
                fault(method, "The event has no name.", "Write @OnEvent(\"the-name\").");
            } else if (EventNames.isReserved(event)) {
                fault(
                        method,
                        "Socket.IO reserves the name " + event + ".",
                        "Use @OnConnect, @OnDisconnect or another name.");
            } else if (event.equals(HandlerDeclaration.RENEWAL)) {
                fault(method, "Clients renew their token by authenticate, which Parley handles.", "Use another name.");
            }
        } else if (kind == HandlerKind.SERVER_EVENT && (event.isEmpty() || EventNames.isReservedByServers(event))) {
            fault(method, "The servers reserve the name \"" + event + "\".", "Use another name.");
        }
    }

    private void checkAccess(Method method, HandlerKind kind) {
        AccessAnnotations.fault(method).ifPresent(fault -> fault(method, fault, "Keep one that says who may."));
        if (kind != HandlerKind.EVENT
                && kind != HandlerKind.ANY_EVENT
                && AccessAnnotations.of(method).isPresent()) {
            fault(
                    method,
                    "@RolesAllowed, @PermitAll and @DenyAll have no effect on " + kind.text() + ".",
                    "Say at the class who may connect.");
        }
    }

    private void checkResult(HandlerDeclaration handler) {
        Method method = handler.method();
        if (handler.kind() == HandlerKind.ERROR && method.getReturnType() != Problem.class) {
            fault(method, "An @OnError method says what the client is told.", "Return a Problem.");
        }
        if (handler.acknowledgesItself() && handler.result() != void.class) {
            fault(method, "It acknowledges by its Ack and by its result.", "Make it void, or remove the parameter.");
        }
    }

    private void checkPayloads(HandlerDeclaration handler) {
        for (ParameterDeclaration parameter : handler.parameters()) {
            if (parameter.isPayload()) {
                checkPayload(handler.method(), parameter.type(), true);
            }
        }
        if (handler.kind() != HandlerKind.ERROR) {
            checkPayload(handler.method(), handler.result(), false);
        }
    }

    private void checkPayload(Method method, Type type, boolean read) {
        PayloadTypes.fault(type, read).ifPresent(fault -> fault(method, fault.text(), fault.remedy()));
    }

    /** What the acknowledgement has for an argument. */
    private Type result(Method method) {
        Type declared = method.getGenericReturnType();
        Type result = types.resolve(declared).orElse(ResolvedTypes.erase(declared));
        if (CompletionStage.class.isAssignableFrom(ResolvedTypes.erase(result))) {
            result = ResolvedTypes.argument(result, CompletionStage.class, 0).orElse(Object.class);
        }
        return result == Void.class ? void.class : result;
    }

    private Execution execution(Method method, HandlerKind kind) {
        checkExecution(method);
        boolean concurrent = kind == HandlerKind.EVENT || kind == HandlerKind.ANY_EVENT;
        if (!concurrent && method.isAnnotationPresent(Concurrent.class)) {
            fault(method, "@Concurrent has no effect on " + kind.text() + ".", "Remove it.");
        }
        if (kind == HandlerKind.SERVER_EVENT && method.isAnnotationPresent(NonBlocking.class)) {
            fault(method, "@NonBlocking has no effect on @OnServerEvent.", "Remove it.");
        }
        Execution own = execution(method);
        Execution execution = own == Execution.BLOCKING ? execution(bean.type()) : own;
        return execution == Execution.CONCURRENT && !concurrent ? Execution.BLOCKING : execution;
    }

    private void checkExecution(Method method) {
        if (method.isAnnotationPresent(Concurrent.class) && method.isAnnotationPresent(NonBlocking.class)) {
            fault(method, "@Concurrent and @NonBlocking exclude each other.", "Keep one of them.");
        }
    }

    private static Execution execution(AnnotatedElement element) {
        if (element.isAnnotationPresent(Concurrent.class)) {
            return Execution.CONCURRENT;
        }
        return element.isAnnotationPresent(NonBlocking.class) ? Execution.NON_BLOCKING : Execution.BLOCKING;
    }

    private void fault(Method method, String fault, String remedy) {
        faults.add(bean.type(), method, fault, remedy);
    }
}
