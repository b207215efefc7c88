package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What one server of a cluster asks all others. An {@code id} is what the answers bear. */
public sealed interface ClusterRequest {

    /** Which rooms have members; answered by {@link ClusterResponse.Rooms}. */
    record AllRooms(String id) implements ClusterRequest {
        /** The id is needed. */
        public AllRooms {
            Objects.requireNonNull(id, "id");
        }
    }

    /** Who is in one of these rooms, or at all if there is none; answered by {@link ClusterResponse.SocketIds}. */
    record ListSockets(String id, Set<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public ListSockets {
            Objects.requireNonNull(id, "id");
            rooms = Set.copyOf(rooms);
        }
    }

    /** The sockets that the options name; answered by {@link ClusterResponse.Sockets}. */
    record FetchSockets(String id, BroadcastOptions options) implements ClusterRequest {
        /** Both are needed. */
        public FetchSockets {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(options, "options");
        }
    }

    /** Those whom the options name shall join rooms. Not answered. */
    record JoinRooms(BroadcastOptions options, List<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public JoinRooms {
            Objects.requireNonNull(options, "options");
            rooms = List.copyOf(rooms);
        }
    }

    /** Those whom the options name shall leave rooms. Not answered. */
    record LeaveRooms(BroadcastOptions options, List<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public LeaveRooms {
            Objects.requireNonNull(options, "options");
            rooms = List.copyOf(rooms);
        }
    }

    /** Those whom the options name shall be disconnected, with {@code close} their whole connection. Not answered. */
    record Disconnect(BroadcastOptions options, boolean close) implements ClusterRequest {
        /** The options are needed. */
        public Disconnect {
            Objects.requireNonNull(options, "options");
        }
    }

    /** What older servers ask of the one that has a socket, and only that one answers, by {@link ClusterResponse.Done}. */
    sealed interface OfOneSocket extends ClusterRequest {
        /** What the answer bears. */
        String id();

        /** The socket. */
        String socketId();
    }

    /** One socket shall join a room. */
    record JoinOne(String id, String socketId, String room) implements OfOneSocket {
        /** All are needed. */
        public JoinOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(room, "room");
        }
    }

    /** One socket shall leave a room. */
    record LeaveOne(String id, String socketId, String room) implements OfOneSocket {
        /** All are needed. */
        public LeaveOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(room, "room");
        }
    }

    /** One socket shall be disconnected. */
    record DisconnectOne(String id, String socketId, boolean close) implements OfOneSocket {
        /** Both names are needed. */
        public DisconnectOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
        }
    }

    /**
     * An event for the servers. Answered by {@link ClusterResponse.EmitAnswer} if there is an id.
     *
     * @param id null when no answer is asked for
     * @param data the event's name and its arguments
     */
    record ServerSideEmit(String id, JsonArray data) implements ClusterRequest {
        /** There must be a name. */
        public ServerSideEmit {
            if (data.isEmpty()) {
                throw new IllegalArgumentException("an event without a name");
            }
        }
    }

    /**
     * An event whose receivers acknowledge it. Answered by one {@link ClusterResponse.ClientCount} of each server, and
     * by a {@link ClusterResponse.ClientAck} for each acknowledgement.
     *
     * @param packet its id means nothing to others
     * @param timeout after which nobody waits for the answers
     */
    record BroadcastWithAck(String id, SocketPacket.Event packet, BroadcastOptions options, Duration timeout)
            implements ClusterRequest {
        /** All are needed. */
        public BroadcastWithAck {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(packet, "packet");
            Objects.requireNonNull(options, "options");
            Objects.requireNonNull(timeout, "timeout");
        }
    }
}
