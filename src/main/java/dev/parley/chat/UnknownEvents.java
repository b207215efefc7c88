package dev.parley.chat;

import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.EventPayload;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/** Refuses events that the contract does not define. They are never relayed. */
final class UnknownEvents {

    /** Represents all unknown events. */
    static final ClientEvent<Void> ANY =
            new ClientEvent<>("", EventPayload.IGNORED, Acknowledgement.EMPTY, ChatEvents.ERROR);

    private UnknownEvents() {}

    static void refuse(Socket socket, IncomingEvent event, Void payload) throws RefusedException {
        throw RefusedException.unknownEvent(event.name());
    }
}
