package dev.parley.redis.messaging.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What servers of Node have published. */
final class RecordedMessages {

    /** The server that was told to do something, and the one that answers. */
    static final String ASKING = "f0ded025d5ea8383";

    static final String ANSWERING = "65eeeb4c283f2773";

    /** A message, and what was done when it was sent. */
    record Recorded(String name, String channel, byte[] message) {
        @Override
        public String toString() {
            return name + " on " + channel;
        }
    }

    private RecordedMessages() {}

    static List<Recorded> all() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                RecordedMessages.class.getResourceAsStream("messages.tsv"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Recorded(parts[0], parts[1], bytes(parts[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.startsWith("{")
                ? text.getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(text);
    }

    /** The messages that were sent when something was done, in their order. */
    static List<byte[]> of(String name) {
        return all().stream()
                .filter(recorded -> recorded.name().equals(name))
                .map(Recorded::message)
                .toList();
    }
}
