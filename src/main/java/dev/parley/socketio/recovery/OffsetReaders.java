package dev.parley.socketio.recovery;

import dev.parley.engine.Handshake;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides whether a client is given a session and offsets. A client cannot say at its first CONNECT that it takes them.
 * Those that are known not to take them, and whose handlers may fail with one more argument, are recognised by their
 * handshake: python-socketio calls a handler with exactly the arguments of the event, and the Java client never returns
 * with an offset. Whoever counts arguments says {@code recovery=false} in the query.
 */
final class OffsetReaders {

    private static final String CHOICE = "recovery";
    /** Python's clients give the seconds, with decimals; all others an encoded number. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,}\\.[0-9]+");

    private OffsetReaders() {}

    static boolean include(Handshake handshake) {
        String choice = handshake.query().get(CHOICE);
        if (choice != null) {
            return choice.equals("true");
        }
        String agent = handshake.userAgent().orElse("").toLowerCase(Locale.ROOT);
        String time = handshake.query().getOrDefault("t", "");
        return !agent.startsWith("okhttp")
                && !agent.startsWith("python")
                && !SECONDS.matcher(time).matches();
    }
}
