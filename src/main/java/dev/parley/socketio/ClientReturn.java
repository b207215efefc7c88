package dev.parley.socketio;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.socketio.recovery.Fetched;
import dev.parley.socketio.recovery.RecoveryRequest;
import dev.parley.socketio.recovery.ReturningClients;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A client that shows an earlier session in its CONNECT and has been admitted: what has to happen before its socket is
 * opened. Runs in the turn of the client's session.
 */
final class ClientReturn {

    private final Client client;
    private final EngineSession session;
    private final SocketServer server;
    private final Namespace namespace;
    private final ReturningClients returning;
    private final RecoveryRequest request;
    private final ConnectDecision.Admitted admitted;
    private final String owner;
    private Fetched fetched = Fetched.NONE;

    ClientReturn(
            Client client,
            SocketServer server,
            Namespace namespace,
            RecoveryRequest request,
            ConnectDecision.Admitted admitted) {
        this.client = client;
        this.session = client.session();
        this.server = server;
        this.namespace = namespace;
        this.returning = namespace.recovery().returningClients();
        this.request = request;
        this.admitted = admitted;
        this.owner = namespace.ownerOf(admitted.attributes());
    }

    /**
     * The session has to be this node's first, and then what other nodes had sent before has to be here: it may be what the client
     * has missed.
     */
    void begin() {
        if (namespace.recovery().isShared()) {
            // What has been sent before is read from now on, if this is the first client.
            namespace.open();
        }
        CompletableFuture<Fetched> asked = returning.fetch(request, owner).toCompletableFuture();
        // Asked after the session and not after its answer. That the answers come in this order is up to the bus.
        CompletableFuture<Boolean> caughtUp = namespace.adapter().caughtUp().toCompletableFuture();
        if (asked.isDone() && !asked.isCompletedExceptionally()) {
            fetched(asked.join(), caughtUp);
        } else {
            asked.whenComplete((answer, failure) -> session.execute(() -> {
                if (failure == null) {
                    fetched(answer, caughtUp);
                } else {
                    // Nobody knows what other nodes have sent.
                    take(returning.ask(request, owner), false);
                }
            }));
        }
    }

    private void fetched(Fetched answer, CompletableFuture<Boolean> caughtUp) {
        fetched = answer;
        long number = returning.ask(request, owner);
        if (caughtUp.isDone()) {
            take(number, caughtUp.join());
        } else {
            caughtUp.thenAccept(all -> session.execute(() -> take(number, all)));
        }
    }

    private void giveUp() {
        session.abort(CloseReason.TRANSPORT_CLOSE);
        server.leave(namespace);
    }

    /**
     * If this node has not noticed that the client was gone, its old connection is ended first; what follows comes after
     * the end of the old socket, in that session's turn and then in this one's. If the client has come back again
     * meanwhile, this connection is the one that is gone.
     */
    private void take(long number, boolean caughtUp) {
        if (returning.isTakenAway(request, fetched) || !returning.isLast(request, owner, number)) {
            giveUp();
            return;
        }
        if (returning.isBeingTaken(request, owner)) {
            server.runElsewhere(() -> session.execute(() -> take(number, caughtUp)));
            return;
        }
        // The session may have been elsewhere meanwhile, and the old socket is still here.
        Optional<Socket> halfDead = returning
                .halfDead(request, owner)
                .map(Socket.class::cast)
                .or(() -> returning.socketId(request, owner).flatMap(namespace::socket))
                .filter(socket -> socket.session() != session);
        if (halfDead.isEmpty()) {
            recover(caughtUp);
            return;
        }
        EngineSession old = halfDead.get().session();
        old.abort(CloseReason.TRANSPORT_CLOSE);
        old.execute(() -> session.execute(() -> recover(caughtUp)));
    }

    private void recover(boolean caughtUp) {
        if (returning.isTakenAway(request, fetched)) {
            giveUp();
            return;
        }
        if (!session.isOpen()) {
            server.leave(namespace);
            return;
        }
        client.join(
                namespace,
                admitted,
                returning.claim(request, owner, caughtUp, session.settings().sendLimit() / 2));
    }
}
