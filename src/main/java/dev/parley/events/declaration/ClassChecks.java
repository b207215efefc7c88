package dev.parley.events.declaration;

import dev.parley.api.Anonymous;
import dev.parley.api.Concurrent;
import dev.parley.api.Emits;
import dev.parley.api.NonBlocking;
import dev.parley.events.json.PayloadTypes;
import dev.parley.security.Access;
import dev.parley.security.AccessAnnotations;
import dev.parley.socketio.codec.EventNames;
import java.util.Optional;

/** Checks the annotations at the class of a bean. */
final class ClassChecks {

    private ClassChecks() {}

    /** Checks a class with a namespace. */
    static void check(EventBean bean, Faults faults) {
        Class<?> type = bean.type();
        AccessAnnotations.fault(type)
                .ifPresent(fault -> faults.add(type, fault, "Keep one that says who may connect."));
        Optional<Access> access = AccessAnnotations.of(type);
        if (type.isAnnotationPresent(Anonymous.class)
                && access.filter(rule -> rule != Access.PERMIT).isPresent()) {
            faults.add(
                    type,
                    "@Anonymous admits whoever comes, and @RolesAllowed or @DenyAll does not.",
                    "Remove one; a method may have @RolesAllowed nevertheless.");
        }
        if (type.isAnnotationPresent(Concurrent.class) && type.isAnnotationPresent(NonBlocking.class)) {
            faults.add(type, "@Concurrent and @NonBlocking exclude each other.", "Keep one of them.");
        }
        for (Emits emits : type.getAnnotationsByType(Emits.class)) {
            if (emits.event().isEmpty() || EventNames.isReserved(emits.event())) {
                faults.add(
                        type, "Socket.IO reserves the name \"" + emits.event() + "\" of @Emits.", "Use another name.");
            }
            for (Class<?> payload : emits.payload()) {
                checkPayload(type, payload, false, faults);
            }
            checkPayload(type, emits.acknowledgement(), true, faults);
        }
    }

    private static void checkPayload(Class<?> type, Class<?> payload, boolean read, Faults faults) {
        PayloadTypes.fault(payload, read).ifPresent(fault -> faults.add(type, fault.text(), fault.remedy()));
    }

    /** Checks a class without a namespace. */
    static void checkWithoutNamespace(EventBean bean, Faults faults) {
        Class<?> type = bean.type();
        if (type.isAnnotationPresent(Anonymous.class) || type.getAnnotationsByType(Emits.class).length > 0) {
            faults.add(type, "@Anonymous and @Emits need a namespace.", "Write @SocketNamespace at the class.");
        }
    }
}
