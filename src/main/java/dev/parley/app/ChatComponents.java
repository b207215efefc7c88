package dev.parley.app;

import dev.parley.api.RoomAccessPolicy;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatApplication;
import dev.parley.chat.ChatDependencies;
import dev.parley.chat.ChatSettings;
import dev.parley.chat.ChatTime;
import dev.parley.chat.RoomAdmission;
import dev.parley.config.Settings;
import dev.parley.idempotency.Idempotency;
import dev.parley.metrics.Meters;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.Namespace;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Installs the chat of a node, if the settings want it. */
final class ChatComponents {

    private final Settings settings;
    private final Validator validator;
    private final Optional<RoomAccessPolicy> roomAccess;
    private final NodeThreads threads;
    private final Clock wall;
    private final Meters meters;

    /** Creates it with an application's own room policy, which replaces the configured rules. */
    ChatComponents(
            Settings settings,
            Validator validator,
            Optional<RoomAccessPolicy> roomAccess,
            NodeThreads threads,
            Clock wall,
            Meters meters) {
        this.settings = settings;
        this.validator = validator;
        this.roomAccess = roomAccess;
        this.threads = threads;
        this.wall = wall;
        this.meters = meters;
    }

    /**
     * Installs the chat in its namespace; without a chat, opens presence for the other nodes all the same.
     *
     * @param audited adds the audit log to an observer
     */
    Optional<Chat> install(
            Namespace namespace,
            AdmissionComponents guards,
            ClusterComponents cluster,
            Idempotency idempotency,
            TokenVerification tokens,
            UnaryOperator<EventObserver> audited) {
        if (settings.chat().isEmpty()) {
            cluster.presence().open(new NoPresence());
            return Optional.empty();
        }
        namespace.observe(audited.apply(meters.events()), threads.clock());
        guards.chat(tokens, wall).protect(namespace);
        ChatDependencies ports = new ChatDependencies(
                validator,
                rooms(),
                guards.events(),
                cluster.presence(),
                idempotency,
                cluster.history(settings.history()),
                tokens,
                meters.errors());
        ChatTime time = new ChatTime(threads.timers(), threads.executor(), threads.clock(), wall);
        ChatSettings chat = settings.chat().get();
        return Optional.of(new ChatApplication(chat, ports, time).install(namespace));
    }

    private RoomAdmission rooms() {
        return roomAccess
                .map(policy -> RoomAdmission.on(threads.roomPolicies(), policy))
                .orElseGet(() -> RoomAdmission.atOnce(settings.roomRules()));
    }
}
