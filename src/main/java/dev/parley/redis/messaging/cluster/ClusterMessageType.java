package dev.parley.redis.messaging.cluster;

/** The numbers of the types of messages of {@code ClusterAdapter} of {@code socket.io-adapter} 2.5. */
final class ClusterMessageType {

    static final int INITIAL_HEARTBEAT = 1;
    static final int HEARTBEAT = 2;
    static final int BROADCAST = 3;
    static final int SOCKETS_JOIN = 4;
    static final int SOCKETS_LEAVE = 5;
    static final int DISCONNECT_SOCKETS = 6;
    static final int FETCH_SOCKETS = 7;
    static final int FETCH_SOCKETS_RESPONSE = 8;
    static final int SERVER_SIDE_EMIT = 9;
    static final int SERVER_SIDE_EMIT_RESPONSE = 10;
    static final int BROADCAST_CLIENT_COUNT = 11;
    static final int BROADCAST_ACK = 12;
    static final int ADAPTER_CLOSE = 13;

    private ClusterMessageType() {}
}
