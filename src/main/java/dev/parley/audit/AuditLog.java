package dev.parley.audit;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.limits.RateLimit;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Writes a line for each {@link AuditEvent}. The rate of events of unknown users is limited, for each address and in
 * total, because anybody can cause such events. The rate of refusals of a known user is limited, too. Events above
 * these limits are left out and counted, and the next line contains their number. Thread-safe; writing a line takes as
 * long as the server's logger needs.
 */
public final class AuditLog {

    /** The name of the one logger that gets all lines. */
    public static final String LOGGER = "parley.audit";

    /** The maximum number of lines about unknown users in {@link #WINDOW}, in total. */
    static final int MAX_ANONYMOUS = 60;

    /** The maximum number of these lines for one address, so that one address cannot use up the total. */
    static final int MAX_ADDRESS = 20;

    /**
     * The maximum number of refusals of one user in {@link #WINDOW}. Other events of a known user are always written.
     */
    static final int MAX_REFUSALS = 60;

    static final Duration WINDOW = Duration.ofMinutes(1);
    /** The maximum length of a field, in characters. A path can be as long as a server allows. */
    private static final int MAX_TEXT = 300;

    private static final String ANYBODY = "anybody";
    private static final int MAX_TRACKED_KEYS = 10_000;

    private final AuditFormat format;
    private final Clock clock;
    private final RateLimit anonymous;
    private final RateLimit addresses;
    private final RateLimit refusals;
    private final Consumer<String> lines;
    private final AtomicLong left = new AtomicLong();

    /**
     * A log for the server's logger.
     *
     * @param clock the clock for the time of a line
     * @param nanos monotonic time in nanoseconds, for the limits
     */
    public AuditLog(AuditFormat format, Clock clock, LongSupplier nanos) {
        this(format, clock, nanos, line -> System.getLogger(LOGGER).log(System.Logger.Level.INFO, "{0}", line));
    }

    AuditLog(AuditFormat format, Clock clock, LongSupplier nanos, Consumer<String> lines) {
        this.format = format;
        this.clock = clock;
        this.anonymous = new RateLimit("audited refusals", MAX_ANONYMOUS, WINDOW, 1, nanos);
        this.addresses = new RateLimit("audited addresses", MAX_ADDRESS, WINDOW, MAX_TRACKED_KEYS, nanos);
        this.refusals = new RateLimit("refusals of a user", MAX_REFUSALS, WINDOW, MAX_TRACKED_KEYS, nanos);
        this.lines = lines;
    }

    /** Writes a line for the event, unless a limit is exceeded or the format is {@link AuditFormat#OFF}. */
    public void record(AuditEvent event) {
        if (format == AuditFormat.OFF) {
            return;
        }
        if (!isWritten(event)) {
            left.incrementAndGet();
            return;
        }
        JsonObject fields = fields(event);
        lines.accept(format == AuditFormat.JSON ? fields.toString() : text(fields));
    }

    private boolean isWritten(AuditEvent event) {
        if (event.user().isEmpty()) {
            return addresses.tryAcquire(bounded(event.address())).allowed()
                    && anonymous.tryAcquire(ANYBODY).allowed();
        }
        return event.outcome() != AuditEvent.Outcome.REFUSED
                || refusals.tryAcquire(bounded(event.user())).allowed();
    }

    private JsonObject fields(AuditEvent event) {
        JsonObjectBuilder fields = JSON.createObjectBuilder()
                .add("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                .add("user", bounded(event.user()))
                .add("address", bounded(event.address()))
                .add("action", bounded(event.action()))
                .add("target", bounded(event.target()))
                .add("detail", bounded(event.detail()));
        long unwritten = left.getAndSet(0);
        if (unwritten > 0) {
            fields.add("leftOut", unwritten);
        }
        return fields.build();
    }

    private static String bounded(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    }

    /**
     * Puts a value in quotes if it is empty or contains spaces or special characters, and escapes control characters,
     * so that nobody can forge a line.
     */
    private static String text(JsonObject fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + (field.getValue() instanceof JsonString text && isPlain(text.getString())
                                ? text.getString()
                                : field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '=');
    }
}
