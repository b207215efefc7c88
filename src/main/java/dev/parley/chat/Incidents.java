package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.ErrorHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Failures of the server itself. The client learns the id of the incident and nothing else; whoever reads the log finds
 * the failure by it. Thread-safe.
 */
final class Incidents implements ErrorHandler {

    private static final Logger LOG = System.getLogger(Incidents.class.getName());

    private final Refusals refusals;

    Incidents(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void failed(Socket socket, IncomingEvent event, Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + incident + ": an event of " + socket + " could not be handled", failure);
        refusals.refuseAnyEvent(
                socket,
                event,
                new RefusedException(
                        ErrorCode.UNKNOWN_ERROR,
                        "Something went wrong on the server. Try again, and report incident " + incident
                                + " if it stays so.",
                        JSON.createObjectBuilder().add("incident", incident).build()));
    }
}
