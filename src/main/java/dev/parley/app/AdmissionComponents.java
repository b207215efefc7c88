package dev.parley.app;

import dev.parley.admission.CapacityGuard;
import dev.parley.admission.ConnectRateGuard;
import dev.parley.admission.ConnectTokenGuard;
import dev.parley.admission.DrainingGuard;
import dev.parley.admission.HandshakeRateGuard;
import dev.parley.admission.HandshakeTokenGuard;
import dev.parley.admission.RequestAddress;
import dev.parley.admission.RequestOrigin;
import dev.parley.admission.UserQuota;
import dev.parley.config.Settings;
import dev.parley.engine.EngineServer;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.limits.RateLimit;
import dev.parley.session.TokenVerification;
import dev.parley.transport.EngineRoute;
import java.util.List;

/** Builds the guards of handshakes and of CONNECTs from the settings, in the necessary order. */
final class AdmissionComponents {

    private static final long MAX_TRACKED_KEYS = 100_000;
    /**
     * The limit of CONNECTs in one window, besides one for each declared namespace. A client needs one CONNECT for each
     * namespace, and one more each time that its token was refused and it tries again with a new one.
     */
    private static final int CONNECTS_OF_A_SESSION = 10;

    private final Settings settings;
    private final Settings.Admission admission;
    private final MonotonicClock clock;
    private final Timers timers;
    private final RateLimit connects;
    private final boolean keepingTokens;

    /**
     * Creates the guards from the settings of a node.
     *
     * @param ownNamespaces the number of own namespaces, and of patterns of such
     */
    AdmissionComponents(Settings settings, MonotonicClock clock, Timers timers, int ownNamespaces) {
        this.settings = settings;
        this.admission = settings.admission();
        this.clock = clock;
        this.timers = timers;
        this.connects = rate("connects", CONNECTS_OF_A_SESSION + ownNamespaces);
        this.keepingTokens = ownNamespaces > 0;
    }

    /** The rate limit for the events of a user. */
    RateLimit events() {
        return rate("events", admission.events());
    }

    /**
     * The guards and the quota of the chat's namespace.
     *
     * @param wall the wall clock, for the expiry of tokens and the timestamps of refusals
     */
    NamespaceGuards chat(TokenVerification tokens, java.time.Clock wall) {
        return guards(new ConnectTokenGuard(tokens, wall), wall);
    }

    /**
     * The guards and the quota of an own namespace. The namespaces of a pattern share them, so a user has no more
     * connections to all of them than to a single namespace.
     *
     * @param wall the wall clock, for the expiry of tokens and the timestamps of refusals
     * @param anonymous whether clients without a token are admitted
     */
    NamespaceGuards own(TokenVerification tokens, java.time.Clock wall, boolean anonymous) {
        return guards(new ConnectTokenGuard(tokens, wall).keepingTokens().anonymous(anonymous), wall);
    }

    /**
     * The guards and the quota of the Admin UI's namespace; that a token has the right role is not their matter.
     *
     * @param wall the wall clock, for the expiry of tokens and the timestamps of refusals
     */
    NamespaceGuards adminUi(TokenVerification tokens, java.time.Clock wall) {
        return guards(new ConnectTokenGuard(tokens, wall), wall);
    }

    /** The CONNECTs of a session are counted together, whichever namespaces they are for. */
    private NamespaceGuards guards(ConnectTokenGuard tokens, java.time.Clock wall) {
        return new NamespaceGuards(
                new ConnectRateGuard(connects, wall), tokens, new UserQuota(admission.maxConnectionsPerUser(), wall));
    }

    /** The route to the engine, with the guards of handshakes. */
    EngineRoute route(EngineServer engine, TokenKeys keys, DrainingGuard draining) {
        RequestOrigin origins = new RequestOrigin(admission.origins());
        RequestAddress addresses = new RequestAddress(admission.trustedProxies());
        return new EngineRoute(
                settings.path(),
                engine,
                List.of(
                        draining,
                        origins,
                        new CapacityGuard(admission.maxConnections(), timers),
                        new HandshakeRateGuard(rate("handshakes", admission.handshakes()), addresses),
                        new HandshakeTokenGuard(
                                keys.verifier(), keys.settings(), admission.tokenInQuery(), origins, keepingTokens)),
                origins,
                addresses);
    }

    private RateLimit rate(String name, int events) {
        return new RateLimit(name, events, admission.window(), MAX_TRACKED_KEYS, clock::nanos);
    }
}
