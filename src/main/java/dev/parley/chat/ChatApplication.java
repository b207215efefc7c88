package dev.parley.chat;

import dev.parley.socketio.Namespace;

/** The application on top of the Socket.IO engine: the events of the contract. */
public final class ChatApplication {

    private final ChatSettings settings;
    private final ChatPorts ports;
    private final ChatTime time;

    /** A chat that is nowhere installed yet. */
    public ChatApplication(ChatSettings settings, ChatPorts ports, ChatTime time) {
        this.settings = settings;
        this.ports = ports;
        this.time = time;
    }

    /**
     * Puts the chat into a namespace: filters, handlers, listener. Before the first client comes, once for a namespace.
     * The namespace needs a connect guard that sets {@link SocketUser#KEY}.
     */
    public Chat install(Namespace namespace) {
        Refusals refusals = new Refusals(time.wall(), ports.errors());
        Incidents incidents = new Incidents(refusals);
        PayloadReader payloads = new PayloadReader(ports.validator());
        TokenExpiry expiry = new TokenExpiry(time, refusals);
        RoomDirectory rooms = new RoomDirectory(namespace, time.wall());
        MessagePublisher publisher = new MessagePublisher(namespace, time.wall());
        TypingEvents typing = new TypingEvents(settings, time, namespace, payloads, rooms);
        PresenceEvents presence =
                new PresenceEvents(payloads, ports.presence(), new PresenceAnnouncer(namespace), incidents);
        ports.presence().open(new LocalSockets(namespace, rooms, presence));
        RoomEvents roomEvents = new RoomEvents(settings, payloads, ports.roomAccess(), rooms, typing, presence);
        MessageEvents messages = new MessageEvents(settings, payloads, rooms, publisher);
        SessionEvents session = new SessionEvents(payloads, ports.tokens(), expiry, refusals, incidents);

        namespace
                .guard(new ArrivalGuard(payloads, time.wall()))
                .filter(expiry)
                .filter(new EventLimit(ports.eventLimit(), time.monotonic(), refusals))
                .on(ChatEvents.JOIN_ROOM, refusals.telling(roomEvents::join))
                .on(ChatEvents.LEAVE_ROOM, refusals.telling(roomEvents::leave))
                .on(ChatEvents.MESSAGE, refusals.telling(messages::send))
                .on(ChatEvents.TYPING_START, refusals.telling(typing::start))
                .on(ChatEvents.TYPING_STOP, refusals.telling(typing::stop))
                .on(ChatEvents.PRESENCE_UPDATE, refusals.telling(presence::update))
                .on(ChatEvents.PING, refusals.telling(session::ping))
                .on(ChatEvents.AUTHENTICATE, refusals.telling(session::authenticate))
                .onUnknown(refusals.telling(new UnknownEvents()))
                .onError(incidents)
                .listen(new Connections(expiry, rooms, typing, presence, refusals));
        return new Chat(rooms, publisher, new CheckedPublisher(payloads, rooms, publisher, time.wall()));
    }
}
