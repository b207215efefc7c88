package dev.parley.socketio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The guards of a namespace. Thread-safe. */
final class ConnectGuards {

    private final List<ConnectGuard> guards = new CopyOnWriteArrayList<>();

    void add(ConnectGuard guard) {
        guards.add(guard);
    }

    /**
     * Asks the guards one after the other, until one refuses. The decision to admit has the attributes of all guards.
     */
    CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        CompletionStage<ConnectDecision> decision = CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        for (ConnectGuard guard : guards) {
            decision = decision.thenCompose(soFar -> soFar instanceof ConnectDecision.Admitted admitted
                    ? guard.decide(request).thenApply(next -> combine(admitted, next))
                    : CompletableFuture.completedStage(soFar));
        }
        return decision;
    }

    private static ConnectDecision combine(ConnectDecision.Admitted before, ConnectDecision next) {
        if (!(next instanceof ConnectDecision.Admitted after)) {
            return next;
        }
        Map<AttributeKey<?>, Object> all = new HashMap<>(before.attributes());
        all.putAll(after.attributes());
        return new ConnectDecision.Admitted(all);
    }
}
