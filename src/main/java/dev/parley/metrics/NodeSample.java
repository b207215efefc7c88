package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.Duration;

/**
 * What a node was like some time ago. It has the number of its rooms only, because names would be too much to keep.
 *
 * @param age the time since the sample was taken, by the clock of the node
 * @param active the connections that were open
 * @param rooms the rooms that had a member on the node
 * @param eventsPerSecond the events from clients, on average over the minute before
 * @param events the events from clients in this minute
 * @param errors the errors that were reported to sockets in this minute
 * @param measured how many open connections had answered a ping
 * @param roundTripMillis the sum of the last round trips of these connections, in milliseconds
 */
record NodeSample(
        Duration age,
        long active,
        long rooms,
        double eventsPerSecond,
        long events,
        long errors,
        long measured,
        double roundTripMillis) {

    private static final int NUMBERS = 8;

    /** Rejects negative numbers and numbers that are not finite. */
    NodeSample {
        for (double number :
                new double[] {age.toMillis(), active, rooms, eventsPerSecond, events, errors, measured, roundTripMillis
                }) {
            if (number < 0 || !Double.isFinite(number)) {
                throw new IllegalArgumentException("no figure of a node: " + number);
            }
        }
    }

    /** A sample of now. */
    static NodeSample of(NodeStatistics now) {
        return new NodeSample(
                Duration.ZERO,
                now.active(),
                now.rooms().size(),
                now.eventsPerSecond(),
                now.events(),
                now.errors(),
                now.measured(),
                now.roundTripMillis());
    }

    /** The numbers in their order, without names, because a node sends many samples at once. */
    JsonArray toJson() {
        return JSON.createArrayBuilder()
                .add(age.toMillis())
                .add(active)
                .add(rooms)
                .add(eventsPerSecond)
                .add(events)
                .add(errors)
                .add(measured)
                .add(roundTripMillis)
                .build();
    }

    /**
     * Reads a sample that another node has sent.
     *
     * @throws IllegalArgumentException if the JSON is no sample
     */
    static NodeSample of(JsonValue json) {
        if (!(json instanceof JsonArray numbers)
                || numbers.size() != NUMBERS
                || !numbers.stream().allMatch(JsonNumber.class::isInstance)) {
            throw new IllegalArgumentException("no sample of a node");
        }
        double[] values = numbers.getValuesAs(JsonNumber.class).stream()
                .mapToDouble(JsonNumber::doubleValue)
                .toArray();
        return new NodeSample(
                Duration.ofMillis((long) values[0]),
                (long) values[1],
                (long) values[2],
                values[3],
                (long) values[4],
                (long) values[5],
                (long) values[6],
                values[7]);
    }
}
