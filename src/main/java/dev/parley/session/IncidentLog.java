package dev.parley.session;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Failures of the server itself. The client gets only the id of the incident; an operator finds the failure in the log
 * by this id.
 */
public final class IncidentLog {

    private IncidentLog() {}

    /**
     * Logs a failure.
     *
     * @param what what has failed, as the beginning of a sentence: {@code an event of Socket 1 in /}
     * @return what the client is told
     */
    public static RefusedException log(Logger log, String what, Throwable failure) {
        String incident = UUID.randomUUID().toString();
        log.log(Level.ERROR, "Incident " + incident + ": " + what + " could not be handled", failure);
        return new RefusedException(
                ErrorCode.UNKNOWN_ERROR,
                "Something went wrong on the server. Try again, and report incident " + incident + " if it stays so.",
                JSON.createObjectBuilder().add("incident", incident).build());
    }
}
