package dev.parley.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keys that an issuer publishes over HTTP. They are fetched when first needed, and again when they are older than
 * {@link #TIME_TO_LIVE}, by the thread that needs them: so no thread of our own can outlive the application. While the
 * issuer is down, the last keys stay valid for {@link #OUTAGE_TIME_TO_LIVE}.
 *
 * <p>An unknown key id causes a fetch, because the issuer may have rotated its keys. However many such ids arrive,
 * there are at most two fetches in each {@link #MIN_INTERVAL}, and all callers share one.
 */
final class RemoteKeys implements VerificationKeys {

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    static final Duration OUTAGE_TIME_TO_LIVE = Duration.ofHours(1);
    static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    /** How long a caller waits for the fetch of another caller: a little longer than the fetch itself may take. */
    private static final Duration SHARED_FETCH_TIMEOUT = Duration.ofSeconds(10);

    /** How long fetched keys are at hand: shorter than {@link #TIME_TO_LIVE} by more than a fetch can take. */
    private static final Duration AT_HAND = TIME_TO_LIVE.minusSeconds(20);

    /** Keys, and the time when they were asked for, in milliseconds; the keys may be a little younger. */
    private record Held(JWKSet set, long since) {}

    private final JWKSetSource<SecurityContext> source;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private volatile Held held;

    /**
     * @param issuer fetches the keys on each call
     * @param nanoClock monotonic, so that a step of the wall clock neither ages the keys nor blocks their renewal
     */
    RemoteKeys(JWKSetSource<SecurityContext> issuer, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.source = ((JWKSetBasedJWKSource<SecurityContext>) JWKSourceBuilder.create(issuer)
                        .cache(TIME_TO_LIVE.toMillis(), SHARED_FETCH_TIMEOUT.toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(MIN_INTERVAL.toMillis())
                        .outageTolerant(OUTAGE_TIME_TO_LIVE.toMillis())
                        .build())
                .getJWKSetSource();
    }

    @Override
    public JWKSet current() throws KeySourceException {
        return ask(JWKSetCacheRefreshEvaluator.noRefresh());
    }

    /** While the result is not empty, and a little longer, the cache behind {@link #source} answers from memory. */
    @Override
    public Optional<JWKSet> atHand() {
        Held keys = held;
        return keys != null && elapsedMillis() - keys.since() < AT_HAND.toMillis()
                ? Optional.of(keys.set())
                : Optional.empty();
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    private JWKSet ask(JWKSetCacheRefreshEvaluator evaluator) throws KeySourceException {
        long asked = elapsedMillis();
        JWKSet answer = source.getJWKSet(evaluator, asked, null);
        Held before = held;
        if (before == null || before.set() != answer) {
            held = new Held(answer, asked);
        }
        return answer;
    }

    @Override
    public JWKSet refreshed(JWKSet known) {
        try {
            return ask(JWKSetCacheRefreshEvaluator.referenceComparison(known));
        } catch (KeySourceException tooSoonOrDown) {
            return known;
        }
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - startNanos);
    }
}
