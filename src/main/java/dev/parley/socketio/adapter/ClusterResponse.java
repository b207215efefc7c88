package dev.parley.socketio.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The answer of a server of a cluster to a {@link ClusterRequest}. */
public sealed interface ClusterResponse {

    /** The id of the request. */
    String requestId();

    /** The rooms that have members on the node that answers. */
    record Rooms(String requestId, Set<String> rooms) implements ClusterResponse {
        /** Keeps a copy. */
        public Rooms {
            Objects.requireNonNull(requestId, "requestId");
            rooms = Set.copyOf(rooms);
        }
    }

    /** The ids of sockets of the node that answers. */
    record SocketIds(String requestId, Set<String> ids) implements ClusterResponse {
        /** Keeps a copy. */
        public SocketIds {
            Objects.requireNonNull(requestId, "requestId");
            ids = Set.copyOf(ids);
        }
    }

    /** Sockets of the node that answers. */
    record Sockets(String requestId, List<SocketDescription> sockets) implements ClusterResponse {
        /** Keeps a copy. */
        public Sockets {
            Objects.requireNonNull(requestId, "requestId");
            sockets = List.copyOf(sockets);
        }
    }

    /** A request about one socket has been carried out. */
    record Done(String requestId) implements ClusterResponse {
        /** The id is needed. */
        public Done {
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /** The answer of a server's handler to an event for the servers. */
    record EmitAnswer(String requestId, JsonValue value) implements ClusterResponse {
        /** Both are needed. */
        public EmitAnswer {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(value, "value");
        }
    }

    /** The number of clients of the answering node that got the event and should acknowledge it. */
    record ClientCount(String requestId, int clients) implements ClusterResponse {
        /** The id is needed, and the number must not be negative. */
        public ClientCount {
            Objects.requireNonNull(requestId, "requestId");
            if (clients < 0) {
                throw new IllegalArgumentException("clients must not be negative: " + clients);
            }
        }
    }

    /**
     * The acknowledgement of one client.
     *
     * @param arguments the first argument of the acknowledgement, or empty if there is none; further arguments are not
     *     passed on
     */
    record ClientAck(String requestId, JsonArray arguments) implements ClusterResponse {
        /** Both are needed. */
        public ClientAck {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(arguments, "arguments");
        }
    }
}
