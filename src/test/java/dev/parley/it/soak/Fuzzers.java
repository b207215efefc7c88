package dev.parley.it.soak;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Those who send nonsense that is nearly right: requests, packets and frames, each with some bytes changed, doubled or left out.
 * Nothing declares more than 2 MiB.
 */
final class Fuzzers {

    private static final List<String> REQUESTS = List.of(
            "GET /socket.io/?EIO=4&transport=polling",
            "GET /socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA",
            "POST /socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA",
            "OPTIONS /socket.io/?EIO=3&transport=websocket",
            "GET /api/rooms/%41?scope=node",
            "DELETE /api/connections/xyz",
            "GET /ready",
            "GET /socket.io/socket.io.js");
    private static final List<String> HEADERS = List.of(
            "Authorization: Bearer a.b.c",
            "Cookie: a=b; c=\"d",
            "Origin: http://elsewhere.example",
            "Content-Length: 12",
            "Accept: text/*;q=0.5",
            "Content-Type: text/plain;charset=UTF-8");
    private static final List<String> PACKETS = List.of(
            "40{\"token\":\"a.b.c\"}",
            "40/admin,{\"token\":1}",
            "42[\"message\",{\"room\":\"a\",\"content\":\"b\",\"type\":\"text\"}]",
            "421[\"join-room\",{\"room\":\"a\",\"metadata\":{\"a\":[1,2,{\"b\":null}]}}]",
            "452-[\"message\",{\"_placeholder\":true,\"num\":0}]",
            "430[]",
            "41",
            "2probe",
            "3",
            "5",
            "6",
            "b AAAA");
    private static final int LARGEST = 2 * 1024 * 1024;

    private Fuzzers() {}

    /** A request without an upgrade. */
    static Hostile.Kind request() {
        return (peer, random) -> {
            byte[] head = peer.head(pick(REQUESTS, random), pick(HEADERS, random), pick(HEADERS, random));
            return new Shot(RawConnection.open(peer), mutated(head, random), null);
        };
    }

    /** A WebSocket, and frames in it. */
    static Hostile.Kind frames() {
        return (peer, random) -> new Shot(RawConnection.open(peer), peer.upgrade(), volley(random));
    }

    private static byte[] volley(Random random) {
        ByteArrayOutputStream volley = new ByteArrayOutputStream();
        for (int i = 0; i <= random.nextInt(6); i++) {
            byte[] payload = mutated(pick(PACKETS, random).getBytes(StandardCharsets.UTF_8), random);
            int first = random.nextInt(4) > 0 ? Frames.FIN | Frames.TEXT : random.nextInt(256);
            int length = random.nextInt(4) > 0 ? payload.length : random.nextInt(LARGEST);
            volley.writeBytes(Frames.header(first, length));
            volley.writeBytes(payload);
        }
        return volley.toByteArray();
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + at / 2);
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    /** Sends, and goes after some steps whatever the server says. */
    private static final class Shot implements Hostile {

        private static final int STEPS = 10;

        private final RawConnection connection;
        private byte[] volley;
        private int steps;

        Shot(RawConnection connection, byte[] first, byte[] volley) {
            this.connection = connection;
            this.volley = volley;
            connection.send(first);
        }

        @Override
        public boolean step() {
            boolean open = connection.read();
            if (volley != null && connection.hasCome("101")) {
                connection.send(volley);
                volley = null;
            }
            connection.flush();
            return open && ++steps < STEPS;
        }

        @Override
        public void close() {
            if (steps % 2 == 0) {
                connection.reset();
            } else {
                connection.close();
            }
        }
    }
}
