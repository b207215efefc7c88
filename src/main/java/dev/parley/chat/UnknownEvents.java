package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/** Events that the contract does not know are refused and never relayed. */
final class UnknownEvents implements Refusals.RefusingHandler {

    private static final int MAX_NAME_LENGTH = 64;

    @Override
    public void handle(Socket socket, IncomingEvent event) throws RefusedException {
        String name = event.name();
        String shown = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
        throw new RefusedException(
                ErrorCode.INVALID_MESSAGE,
                "There is no such event here: " + shown,
                JSON.createObjectBuilder()
                        .add("field", "event")
                        .add("reason", "is not known")
                        .add("event", shown)
                        .build());
    }
}
