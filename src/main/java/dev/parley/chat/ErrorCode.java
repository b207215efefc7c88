package dev.parley.chat;

import dev.parley.security.RejectionReason;

/** All errors that a client can be told of. The names are on the wire. */
public enum ErrorCode {
    /** The token is missing, wrong or has expired. */
    AUTHENTICATION_FAILED,
    /** The user is known but may not do this. */
    AUTHORIZATION_FAILED,
    /** The client asked for more than its share, of events, rooms or connections. */
    RATE_LIMIT_EXCEEDED,
    /** The room has no valid name, or the client is not in it. */
    INVALID_ROOM,
    /** The event or its payload is not one that the contract knows. */
    INVALID_MESSAGE,
    /** The connection cannot be used although the client has done nothing wrong. It may try again later. */
    CONNECTION_ERROR,
    /** The server failed; the error has the id of an incident that is in its log. */
    UNKNOWN_ERROR;

    /** What a token's refusal is. Where the keys cannot be had, nothing is known against the token. */
    public static ErrorCode of(RejectionReason reason) {
        return reason == RejectionReason.KEYS_UNAVAILABLE ? CONNECTION_ERROR : AUTHENTICATION_FAILED;
    }
}
