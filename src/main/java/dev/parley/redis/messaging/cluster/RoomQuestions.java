package dev.parley.redis.messaging.cluster;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.messaging.RecentNames;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The question for all rooms, which {@code ClusterAdapter} has not: all sockets are asked for, which tell their rooms.
 * Thread-safe.
 */
public final class RoomQuestions {

    /** The ids of the questions for rooms, which are asked as questions for sockets. */
    private final RecentNames asked;

    /** No question yet. */
    public RoomQuestions(MonotonicClock clock) {
        this.asked = new RecentNames(clock);
    }

    /** What is asked for a request: something else if it asks for all rooms. */
    public ClusterRequest asked(ClusterRequest request) {
        if (request instanceof ClusterRequest.AllRooms all) {
            asked.add(List.of(all.id()));
            return new ClusterRequest.FetchSockets(all.id(), BroadcastOptions.EVERYBODY);
        }
        return request;
    }

    /** A listener that hears of the rooms where they were asked for. */
    public ClusterListener answering(ClusterListener listener) {
        return new ClusterListener() {
            @Override
            public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
                listener.broadcast(node, packet, options);
            }

            @Override
            public void request(String node, ClusterRequest request) {
                listener.request(node, request);
            }

            @Override
            public void missed() {
                listener.missed();
            }

            @Override
            public void response(String node, ClusterResponse response) {
                listener.response(node, asAsked(response));
            }
        };
    }

    private ClusterResponse asAsked(ClusterResponse response) {
        if (response instanceof ClusterResponse.Sockets sockets && asked.contains(sockets.requestId())) {
            Set<String> rooms = sockets.sockets().stream()
                    .map(SocketDescription::rooms)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            return new ClusterResponse.Rooms(sockets.requestId(), HiddenRooms.notAmong(rooms));
        }
        return response;
    }
}
