package dev.parley.admin;

/** The names in the OpenAPI document by which resources share what the JSON looks like, and what can go wrong. */
final class ApiDescription {

    static final String INVALID = "Invalid";
    static final String UNAUTHORIZED = "Unauthorized";
    static final String FORBIDDEN = "Forbidden";
    static final String NOT_FOUND = "NotFound";
    static final String TOO_LARGE = "TooLarge";

    static final String CONNECTION = "Connection";
    static final String CONNECTION_PAGE = "ConnectionPage";
    static final String ROOM = "Room";
    static final String ROOM_PAGE = "RoomPage";
    static final String PRESENCE = "Presence";
    static final String MESSAGE = "Message";
    static final String MESSAGE_RECEIPT = "MessageReceipt";
    static final String BROADCAST = "Broadcast";
    static final String NOTIFICATION = "Notification";
    static final String RECEIPT = "Receipt";

    private ApiDescription() {}
}
