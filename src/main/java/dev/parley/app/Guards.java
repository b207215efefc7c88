package dev.parley.app;

import dev.parley.admission.CapacityGuard;
import dev.parley.admission.ConnectRateGuard;
import dev.parley.admission.ConnectTokenGuard;
import dev.parley.admission.DrainingGuard;
import dev.parley.admission.HandshakeRateGuard;
import dev.parley.admission.HandshakeTokenGuard;
import dev.parley.admission.RequestAddress;
import dev.parley.admission.RequestOrigin;
import dev.parley.admission.UserCapacityGuard;
import dev.parley.chat.TokenVerification;
import dev.parley.config.Settings;
import dev.parley.engine.Clock;
import dev.parley.engine.EngineServer;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.Namespace;
import dev.parley.transport.EngineRoute;
import java.util.List;
import java.util.function.ToIntFunction;

/** Who gets in, by the settings: the guards of handshakes and those of CONNECTs, in their order. */
final class Guards {

    private static final long MAX_TRACKED_KEYS = 100_000;
    /** In a window. A client needs one for each namespace and each renewal of a token that was refused. */
    private static final int CONNECTS_OF_A_SESSION = 10;

    private final Settings settings;
    private final Settings.Admission admission;
    private final Clock clock;

    /** Guards by the settings of a node. */
    Guards(Settings settings, Clock clock) {
        this.settings = settings;
        this.admission = settings.admission();
        this.clock = clock;
    }

    /** The events of a user. */
    RateLimit events() {
        return rate("events", admission.events());
    }

    /**
     * Guards a namespace.
     *
     * @param connections tells how many of a user there are on this node
     * @param wall for the expiry of tokens
     */
    void protect(
            Namespace namespace, TokenVerification tokens, ToIntFunction<String> connections, java.time.Clock wall) {
        // In this order: what the chat's own guard reads, nobody reads for somebody who has no token.
        namespace
                .guard(new ConnectRateGuard(rate("connects", CONNECTS_OF_A_SESSION), wall))
                .guard(new UserCapacityGuard(
                        new ConnectTokenGuard(tokens, wall), admission.maxConnectionsPerUser(), connections, wall));
    }

    /** The way to the engine, with the guards of handshakes. */
    EngineRoute route(EngineServer engine, TokenKeys keys, DrainingGuard draining) {
        RequestOrigin origins = new RequestOrigin(admission.origins());
        RequestAddress addresses = new RequestAddress(admission.trustedProxies());
        return new EngineRoute(
                settings.path(),
                engine,
                List.of(
                        draining,
                        origins,
                        new CapacityGuard(admission.maxConnections(), engine::openSessions),
                        new HandshakeRateGuard(rate("handshakes", admission.handshakes()), addresses),
                        new HandshakeTokenGuard(keys.verifier(), keys.settings(), admission.tokenInQuery(), origins)),
                origins,
                addresses);
    }

    private RateLimit rate(String name, int events) {
        return new RateLimit(name, events, admission.window(), MAX_TRACKED_KEYS, clock::nanos);
    }
}
