package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A request of one server of a cluster to all others. If it has an {@code id}, the answers carry that id. */
public sealed interface ClusterRequest {

    /** Asks which rooms have members. Answered by {@link ClusterResponse.Rooms}. */
    record AllRooms(String id) implements ClusterRequest {
        /** The id is needed. */
        public AllRooms {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * Asks for the sockets in at least one of these rooms, or for all sockets if there are no rooms. Answered by
     * {@link ClusterResponse.SocketIds}.
     */
    record ListSockets(String id, Set<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public ListSockets {
            Objects.requireNonNull(id, "id");
            rooms = Set.copyOf(rooms);
        }
    }

    /** Asks for descriptions of the sockets that the options select. Answered by {@link ClusterResponse.Sockets}. */
    record FetchSockets(String id, BroadcastOptions options) implements ClusterRequest {
        /** Both are needed. */
        public FetchSockets {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(options, "options");
        }
    }

    /** Makes the sockets that the options select join rooms. Not answered. */
    record JoinRooms(BroadcastOptions options, List<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public JoinRooms {
            Objects.requireNonNull(options, "options");
            rooms = List.copyOf(rooms);
        }
    }

    /** Makes the sockets that the options select leave rooms. Not answered. */
    record LeaveRooms(BroadcastOptions options, List<String> rooms) implements ClusterRequest {
        /** Keeps a copy. */
        public LeaveRooms {
            Objects.requireNonNull(options, "options");
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * Disconnects the sockets that the options select. If {@code close} is true, closes the whole connections of their
     * clients. Not answered.
     */
    record Disconnect(BroadcastOptions options, boolean close) implements ClusterRequest {
        /** The options are needed. */
        public Disconnect {
            Objects.requireNonNull(options, "options");
        }
    }

    /**
     * A request about one socket, as older servers send it. Only the server that has the socket answers, by
     * {@link ClusterResponse.Done}.
     */
    sealed interface OfOneSocket extends ClusterRequest {
        /** The id that the answer carries. */
        String id();

        /** The socket's id. */
        String socketId();
    }

    /** Makes one socket join a room. */
    record JoinOne(String id, String socketId, String room) implements OfOneSocket {
        /** All are needed. */
        public JoinOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(room, "room");
        }
    }

    /** Makes one socket leave a room. */
    record LeaveOne(String id, String socketId, String room) implements OfOneSocket {
        /** All are needed. */
        public LeaveOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(room, "room");
        }
    }

    /** Disconnects one socket. If {@code close} is true, closes its client's whole connection. */
    record DisconnectOne(String id, String socketId, boolean close) implements OfOneSocket {
        /** Both ids are needed. */
        public DisconnectOne {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(socketId, "socketId");
        }
    }

    /**
     * An event for the servers, not for clients. Answered by {@link ClusterResponse.EmitAnswer} if there is an id.
     *
     * @param id null if no answer is asked for
     * @param data the event's name and its arguments
     */
    record ServerSideEmit(String id, JsonArray data) implements ClusterRequest {
        /** The event must have a name. */
        public ServerSideEmit {
            if (data.isEmpty()) {
                throw new IllegalArgumentException("an event without a name");
            }
        }
    }

    /**
     * An event whose receivers acknowledge it. Each server answers by one {@link ClusterResponse.ClientCount}, and by a
     * {@link ClusterResponse.ClientAck} for each acknowledgement.
     *
     * @param packet the event; its id has no meaning for other servers
     * @param timeout the time after which nobody waits for the answers
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
