package dev.parley.transport.container.liberty;

import dev.parley.transport.ClientConnection;
import jakarta.websocket.CloseReason;
import java.io.IOException;

/**
 * The link of a WebSocket inside Open Liberty: it decides which thread may write, and it can close the connection.
 * Thread-safe, like Liberty's own link.
 */
final class LibertyLink implements ClientConnection {

    private final LibertyLinkInternals internals;
    private final Object link;

    LibertyLink(LibertyLinkInternals internals, Object link) {
        this.internals = internals;
        this.link = link;
    }

    /**
     * Takes the turn to write, without waiting for it.
     *
     * @throws IOException if the turn is not available: another thread has it, or the link is closing or closed
     */
    void takeTurn() throws IOException {
        Object status;
        try {
            status = (Object) internals.okToWrite.invokeExact(link, false, false, false);
        } catch (Throwable e) {
            // A method handle may throw anything.
            throw new IOException(e);
        }
        if (!status.toString().equals("OK")) {
            throw new IOException("the WebSocket cannot be written to: " + status);
        }
    }

    /**
     * Whether nobody writes now: {@link #takeTurn()} waits for a pong of Liberty's own. A pong is written before Liberty
     * asks for more input, so none begins while a message that has been read is handled.
     */
    boolean isFree() {
        try {
            return ((Object) internals.writing.invokeExact(link)).toString().equals("OK_TO_WRITE");
        } catch (Throwable e) {
            return false;
        }
    }

    /** Gives the turn back. */
    void giveTurnBack() throws IOException {
        try {
            internals.signalNotWriting.invokeExact(link);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean isOpen() {
        try {
            Object status = (Object) internals.status.invokeExact(link);
            return LibertyLinkInternals.OPEN.contains(status.toString());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Closes the connection below a WebSocket that has been asked to close, if it is still open. The link does the same
     * when its wait for the client's close frame times out.
     */
    @Override
    public void cutOff() throws IOException {
        try {
            if (isOpen()) {
                internals.closeNow.invokeExact(link, (CloseReason) null, false, true);
            }
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
