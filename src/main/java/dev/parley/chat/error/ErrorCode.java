package dev.parley.chat.error;

import dev.parley.security.RejectionReason;

/** The codes of all errors that a client can get. The names of the constants are sent on the wire. */
public enum ErrorCode {
    /** The token is missing or wrong, or has expired. */
    AUTHENTICATION_FAILED,
    /** The user is known but may not do this. */
    AUTHORIZATION_FAILED,
    /** The client exceeded a limit of events, rooms or connections. */
    RATE_LIMIT_EXCEEDED,
    /** The room's name is not valid, or the client is not in the room. */
    INVALID_ROOM,
    /** The contract does not define this event or does not allow this payload. */
    INVALID_MESSAGE,
    /** The connection cannot be used, although the client has done nothing wrong. The client may try again later. */
    CONNECTION_ERROR,
    /** The server failed. The details of the error have the id of the incident, which is in the server's log. */
    UNKNOWN_ERROR;

    /**
     * The code for a rejected token. If the keys are unavailable, the token may be valid, so the code is
     * {@link #CONNECTION_ERROR}.
     */
    public static ErrorCode of(RejectionReason reason) {
        return reason == RejectionReason.KEYS_UNAVAILABLE ? CONNECTION_ERROR : AUTHENTICATION_FAILED;
    }
}
