package dev.parley.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is done to a server. */
enum Workload {
    /** Broadcasts in 10 rooms of 100. */
    A("broadcast: 1,000 clients in 10 rooms", "broadcast", 1000, 10, "closed:1,closed:4,open:50000,open:100000"),
    /** Broadcasts in one room. */
    B("broadcast: one room of 1,000", "broadcast", 1000, 1, "closed:1,closed:4"),
    /** Round trips. */
    C("acknowledged round trips: 100 clients", "acks", 100, 100, ""),
    /** Idle connections. */
    D("5,000 idle connections", "idle", 5000, 1, ""),
    /** Connecting. */
    E("connection rate: connect, token, disconnect", "connect", 32, 1, ""),
    /** Broadcasts to pollers. */
    F("broadcast: one room of 500 polling clients", "broadcast", 500, 1, "closed:1,closed:4"),
    /** Broadcasts in rooms of which each node has half. */
    G(
            "broadcast: 1,000 clients in 10 rooms, on two nodes that meet by Redis",
            "broadcast",
            1000,
            10,
            "closed:4,open:50000",
            2),
    /** Round trips of an application's own event. */
    H("own event: a record in and out, acknowledged, 100 clients", "orders", 100, 1, "nonblocking,default"),
    /** Clients that stop reading. */
    FAULTS(
            "10 of 1,000 clients in 10 rooms stop reading",
            "broadcast",
            1000,
            10,
            "closed:4,hold:before,stall:4,hold:after");

    /** As many as the workload with the most clients needs. */
    static final int TOKENS = 5000;

    private final String title;
    private final String load;
    private final int clients;
    private final int rooms;
    private final List<String> phases;
    private final int nodes;

    Workload(String title, String load, int clients, int rooms, String phases) {
        this(title, load, clients, rooms, phases, 1);
    }

    Workload(String title, String load, int clients, int rooms, String phases, int nodes) {
        this.title = title;
        this.load = load;
        this.clients = clients;
        this.rooms = rooms;
        this.phases = List.of(phases.split(","));
        this.nodes = nodes;
    }

    static Workload of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** On the command line and in results. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String title() {
        return title;
    }

    int clients() {
        return clients;
    }

    /** Whether it needs an application of own events beside the chat. */
    boolean isOfOwnEvents() {
        return this == H;
    }

    /** How many servers it takes: several are one cluster on a Redis. */
    int nodes() {
        return nodes;
    }

    /**
     * The arguments of the generator that are the workload's.
     *
     * @param heat seconds of load for a server that has just been started; zero for one that is warm
     */
    List<String> arguments(List<String> onlyPhases, int heat) {
        List<String> chosen = Stream.concat(
                        Stream.of("heat:" + heat).filter(phase -> heat > 0),
                        phases.stream().filter(phase -> onlyPhases.isEmpty() || onlyPhases.contains(phase)))
                .toList();
        return List.of(
                "load=" + load,
                "clients=" + clients,
                "rooms=" + rooms,
                "phases=" + String.join(",", chosen),
                "transport=" + (this == F ? "polling" : "websocket"));
    }

    static List<Workload> all() {
        return Arrays.asList(values());
    }
}
