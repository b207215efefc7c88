package dev.parley.chat;

import dev.parley.session.IncidentLog;
import dev.parley.socketio.ErrorHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;

/** Tells clients of failures of the server itself; see {@link IncidentLog}. Thread-safe. */
final class UnexpectedErrorHandler implements ErrorHandler {

    private static final Logger LOG = System.getLogger(UnexpectedErrorHandler.class.getName());

    private final Refusals refusals;

    UnexpectedErrorHandler(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void failed(Socket socket, IncomingEvent event, Throwable failure) {
        refusals.refuseAnyEvent(socket, event, IncidentLog.log(LOG, "an event of " + socket, failure));
    }
}
