package dev.parley.adminui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has typed the password. The UI gets an id, keeps it, and shows it when its page is loaded again. Only digests of the
 * ids are kept and told to other nodes, so nobody who reads the memory or the network between the nodes gets in.
 * Thread-safe.
 */
final class LoginSessions {

    /** How long an id is good, as in the store of Redis there. */
    static final Duration DURATION = Duration.ofDays(1);

    /** More are not remembered; the oldest are forgotten first. */
    static final int MAX = 1000;

    private static final int ID_BYTES = 24;
    /** Longer texts of clients are not even digested. */
    private static final int MAX_TEXT = 200;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** The end of each session by the digest of its id. */
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    LoginSessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * A session that has begun.
     *
     * @param id its secret
     * @param digest what other nodes may know
     * @param end when it ends
     */
    record Begun(String id, String digest, Instant end) {}

    /** Begins a session. */
    Begun begin() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Begun begun = new Begun(id, digest(id), clock.instant().plus(DURATION));
        remember(begun.digest(), begun.end());
        return begun;
    }

    /** A session has begun, perhaps on another node, whose clock may differ. None lasts longer than {@link #DURATION}. */
    synchronized void remember(String digest, Instant end) {
        Instant now = clock.instant();
        ends.values().removeIf(other -> !now.isBefore(other));
        if (digest.length() > MAX_TEXT) {
            return;
        }
        Instant latest = now.plus(DURATION);
        while (ends.size() >= MAX) {
            ends.remove(ends.keySet().iterator().next());
        }
        ends.put(digest, end.isBefore(latest) ? end : latest);
    }

    /** The end of the session with this id, which may be any text; empty if there is none. */
    synchronized Optional<Instant> endOf(String id) {
        return id.length() > MAX_TEXT
                ? Optional.empty()
                : Optional.ofNullable(ends.get(digest(id))).filter(clock.instant()::isBefore);
    }

    private static String digest(String id) {
        return HexFormat.of().formatHex(sha256(id));
    }

    /** The SHA-256 of a text. */
    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
