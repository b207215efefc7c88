package dev.parley.bench.load;

import java.util.List;

/** What clients say that wait for an acknowledgement. */
interface Conversation {

    /** The names of the phases; in each of them something else is said. */
    List<String> phases();

    /** Where the clients connect; empty for the main namespace. */
    String namespace();

    /** The room that a client joins first; null for none. */
    String room(int client);

    /** The packet that a client sends again and again, with the number 1 for its acknowledgement. */
    byte[] packet(String phase, int client);

    /** What is in the acknowledgement if the server has done it. */
    byte[] success();

    /** A message to a room in which the client is alone. */
    static Conversation messages(int bytes) {
        return new Conversation() {
            @Override
            public List<String> phases() {
                return List.of("acks");
            }

            @Override
            public String namespace() {
                return "";
            }

            @Override
            public String room(int client) {
                return "own-" + client;
            }

            @Override
            public byte[] packet(String phase, int client) {
                return Ascii.bytes("421[\"message\",{\"room\":\"" + room(client) + "\",\"type\":\"text\",\"content\":\""
                        + "x".repeat(bytes) + "\"}]");
            }

            @Override
            public byte[] success() {
                return Ascii.bytes("\"success\":true");
            }
        };
    }

    /** An own event that takes a record and returns one; the phases are the ways in which its handler may be called. */
    static Conversation orders() {
        return new Conversation() {
            @Override
            public List<String> phases() {
                return List.of("nonblocking", "default");
            }

            @Override
            public String namespace() {
                return "/orders";
            }

            @Override
            public String room(int client) {
                return null;
            }

            @Override
            public byte[] packet(String phase, int client) {
                return Ascii.bytes("42/orders,1[\"place-" + phase + "\",{\"book\":\"book-" + client + "\",\"amount\":"
                        + (10 + client) + "}]");
            }

            @Override
            public byte[] success() {
                return Ascii.bytes("\"trader\":\"");
            }
        };
    }
}
