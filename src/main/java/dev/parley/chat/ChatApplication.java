package dev.parley.chat;

import dev.parley.chat.directory.PrivateRoomListener;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.session.EventLimit;
import dev.parley.session.TokenExpiry;
import dev.parley.session.TokenRenewal;
import dev.parley.socketio.Namespace;

/** The chat application on top of the Socket.IO engine. It handles the events of the contract. */
public final class ChatApplication {

    private final ChatSettings settings;
    private final ChatDependencies ports;
    private final ChatTime time;

    /** Creates a chat that is not installed in any namespace yet. */
    public ChatApplication(ChatSettings settings, ChatDependencies ports, ChatTime time) {
        this.settings = settings;
        this.ports = ports;
        this.time = time;
    }

    /**
     * Installs the chat's guard, filters, handlers and listener in a namespace. Call it once for each namespace, before
     * the first client connects. The namespace needs a connect guard that sets {@link SocketUser#KEY}.
     */
    public Chat install(Namespace namespace) {
        Refusals refusals = new Refusals(time.wall(), ports.errors());
        UnexpectedErrorHandler incidents = new UnexpectedErrorHandler(refusals);
        PayloadReader payloads = new PayloadReader(ports.validator());
        TokenExpiry expiry = new TokenExpiry(time::schedule, time.wall(), refusals);
        RoomDirectory rooms = new RoomDirectory(namespace, time.wall(), settings.maxRoomMetadata());
        MessagePublisher publisher = new MessagePublisher(namespace, time.wall(), ports.history());
        TypingEvents typing = new TypingEvents(settings, time, namespace, rooms);
        PresenceEvents presence = new PresenceEvents(ports.presence(), new PresenceAnnouncer(namespace), incidents);
        ports.presence().open(new SocketPresenceHost(namespace, rooms, presence));
        EventHandlers handlers = new EventHandlers(namespace, payloads, refusals);
        new RoomEvents(settings, ports.roomAccess(), refusals, rooms, typing, presence).handle(handlers);
        PresenceGrace grace = new PresenceGrace(presence, settings.presenceGrace(), time::schedule);
        new MessageEvents(settings, rooms, publisher, ports.idempotency(), refusals).handle(handlers);
        new HistoryEvents(ports.history(), rooms, refusals).handle(handlers);
        typing.handle(handlers);
        presence.handle(handlers);
        new SessionEvents(new TokenRenewal(ports.tokens(), expiry), refusals, incidents).handle(handlers);
        handlers.onUnknown(UnknownEvents::refuse);

        namespace
                .guard(new ConnectDetailsGuard(payloads, time.wall()))
                .filter(expiry)
                .filter(new EventLimit(ports.eventLimit(), time.monotonic(), refusals))
                .onError(incidents)
                .listen(new PrivateRoomListener())
                .listen(new ChatConnectionListener(
                        expiry, rooms, typing, grace, new ReturnedRooms(ports.roomAccess()), refusals));
        return new Chat(
                rooms,
                publisher,
                new CheckedPublisher(payloads, rooms, publisher),
                new HistoryReader(ports.roomAccess(), ports.history()),
                presence::seen);
    }
}
