package dev.parley.admin;

/** The names of the schemas and error responses in the OpenAPI document that several resources share. */
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
    static final String CONFIG = "Config";
    static final String INFO = "Info";
    static final String RECEIPT = "Receipt";

    private ApiDescription() {}
}
