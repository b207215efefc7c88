package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The HTTP resource from which an issuer's keys are fetched. Only the operator can name it; a token cannot. Each fetch
 * is bounded in time and size and follows no redirect, because a key is only as trustworthy as the address it comes
 * from.
 */
final class KeyEndpoint implements JWKSetSource<SecurityContext> {

    private static final Logger LOGGER = System.getLogger(KeyEndpoint.class.getName());
    private static final Duration BODY_DEADLINE = Duration.ofSeconds(4);
    private static final int CHUNK_BYTES = 8192;

    private final URL url;
    private final Duration timeout;

    /**
     * @param url an http or https URL
     * @param timeout how long to wait for the connection, and for each piece of the answer
     */
    KeyEndpoint(URL url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws JWKSetRetrievalException {
        try {
            return PublicKeyParser.parse(fetch());
        } catch (IOException | InvalidKeySpecException e) {
            LOGGER.log(Level.WARNING, "The keys for verifying tokens cannot be fetched from {0}: {1}", url, e);
            throw new JWKSetRetrievalException("No keys from " + url, e);
        }
    }

    private String fetch() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try {
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Accept", "application/jwk-set+json, application/json, */*;q=0.5");
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP status " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return read(body, System::nanoTime);
            }
        } finally {
            connection.disconnect();
        }
    }

    /**
     * Reads to the end, but fails if this takes too long or the body is too large. With a read time-out alone, a slow
     * body could go on forever.
     */
    static String read(InputStream body, LongSupplier nanoClock) throws IOException {
        long start = nanoClock.getAsLong();
        byte[] document = new byte[PublicKeyParser.MAX_BYTES + 1];
        int length = 0;
        int read = 0;
        while (read >= 0) {
            length += read;
            if (length > PublicKeyParser.MAX_BYTES) {
                throw new IOException("more than " + PublicKeyParser.MAX_BYTES + " bytes");
            }
            if (nanoClock.getAsLong() - start > BODY_DEADLINE.toNanos()) {
                throw new IOException("the answer took longer than " + BODY_DEADLINE);
            }
            read = body.read(document, length, Math.min(CHUNK_BYTES, document.length - length));
        }
        return new String(document, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // Each fetch closes its own connection.
    }
}
