package dev.parley.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keys that an issuer publishes over HTTP. They are fetched when first needed and then every {@link #TIME_TO_LIVE}, by
 * the thread that needs them: no thread of our own outlives the application. While the issuer is down the last keys
 * stay good for {@link #OUTAGE_TIME_TO_LIVE}.
 *
 * <p>An unknown key id leads to a fetch, for the issuer may have rotated its keys; however many of them arrive, there
 * are at most two fetches in each {@link #MIN_INTERVAL}, and all callers share one.
 */
final class RemoteKeys implements VerificationKeys {

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    static final Duration OUTAGE_TIME_TO_LIVE = Duration.ofHours(1);
    static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    /** How long a caller waits for the fetch of another one: a little longer than the fetch itself may take. */
    private static final Duration SHARED_FETCH_TIMEOUT = Duration.ofSeconds(10);

    private final JWKSetSource<SecurityContext> source;
    private final LongSupplier nanoClock;
    private final long startNanos;

    /**
     * @param issuer fetches the keys, each time it is asked
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
        return source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), elapsedMillis(), null);
    }

    @Override
    public JWKSet refreshed(JWKSet known) {
        try {
            return source.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), elapsedMillis(), null);
        } catch (KeySourceException tooSoonOrDown) {
            return known;
        }
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - startNanos);
    }
}
