package dev.parley.socketio;

import dev.parley.api.DisconnectReason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers who came and who went, and why. Thread-safe. */
final class RecordingConnections implements ConnectionListener {

    /** One departure. */
    record Departure(Socket socket, DisconnectReason reason, Set<String> rooms) {}

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Departure> departures = new CopyOnWriteArrayList<>();

    @Override
    public void connected(Socket socket) {
        events.add("connected " + socket.id());
    }

    @Override
    public void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
        events.add("disconnected " + socket.id());
        departures.add(new Departure(socket, reason, new TreeSet<>(rooms)));
    }

    /** Everything in its order, as {@code connected <id>}. */
    List<String> events() {
        return List.copyOf(events);
    }

    List<Departure> departures() {
        return List.copyOf(departures);
    }

    /** The texts of the reasons of all departures. */
    List<String> reasons() {
        return departures.stream().map(departure -> departure.reason().text()).toList();
    }
}
