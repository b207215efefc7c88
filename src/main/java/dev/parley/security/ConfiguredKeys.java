package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.util.Locale;

/** Finds the keys that the configuration contains or points to, and stops the start when none of them can be used. */
final class ConfiguredKeys {

    private static final String ALLOWED_KEYS =
            "a public key as PEM, JWK or JWKS (RSA of 2048 bits or more, or EC, as the algorithm needs it)";
    private static final String ALLOWED_LOCATIONS =
            "a file:, classpath:, http: or https: URL, or a path on the class path";
    private static final Duration ENDPOINT_TIMEOUT = Duration.ofSeconds(2);

    private ConfiguredKeys() {}

    /**
     * The keys of {@code settings}. Local keys are read here; remote keys are fetched when they are first needed, so
     * that this server can start before its issuer.
     *
     * @throws IllegalArgumentException if no key can be used; the message is one line that names the property and what
     *     is allowed
     */
    static VerificationKeys of(JwtSettings settings) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(settings.algorithm()).orElseThrow();
        if (settings.publicKey().isPresent()) {
            String text = settings.publicKey().get();
            // The value is not shown: somebody may have put a private key there by mistake.
            String what = JwtSettings.KEY_PROPERTY + " (" + text.length() + " characters)";
            return new FixedKeys(usable(text, algorithm, what));
        }
        String location = settings.publicKeyLocation().orElseThrow().strip();
        String what = JwtSettings.LOCATION_PROPERTY + ' ' + SingleLineText.quote(location);
        String scheme =
                location.substring(0, Math.max(0, location.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (scheme.equals("http") || scheme.equals("https")) {
            return new RemoteKeys(new KeyEndpoint(url(location), ENDPOINT_TIMEOUT), System::nanoTime);
        }
        return new FixedKeys(usable(read(location, scheme, what), algorithm, what));
    }

    private static JWKSet usable(String text, SignatureAlgorithm algorithm, String what) {
        try {
            JWKSet keys = PublicKeyParser.parse(text);
            if (keys.getKeys().stream().noneMatch(algorithm::accepts)) {
                throw new InvalidKeySpecException("it has no key for " + algorithm);
            }
            return keys;
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    what + " is not usable: " + e.getMessage() + "; allowed: " + ALLOWED_KEYS, e);
        }
    }

    private static URL url(String location) {
        try {
            URL url = new URL(location);
            if (!url.getHost().isEmpty() && url.getUserInfo() == null) {
                return url;
            }
        } catch (MalformedURLException e) {
            // Continues with the one message that fits both cases.
        }
        // The value is not shown: it may hold a password.
        throw new IllegalArgumentException(JwtSettings.LOCATION_PROPERTY
                + " is not usable; allowed: an http or https URL with a host and without a user or password in it");
    }

    private static String read(String location, String scheme, String what) {
        try (InputStream in = open(location, scheme)) {
            byte[] document = in.readNBytes(PublicKeyParser.MAX_BYTES + 1);
            if (document.length > PublicKeyParser.MAX_BYTES) {
                throw new IOException("it is larger than " + PublicKeyParser.MAX_BYTES + " bytes");
            }
            return new String(document, StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " cannot be read; allowed: " + ALLOWED_LOCATIONS, e);
        }
    }

    private static InputStream open(String location, String scheme) throws IOException {
        return switch (scheme) {
            case "file" -> {
                URI uri = URI.create(location);
                yield Files.newInputStream(uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri));
            }
            case "classpath" -> openResource(location.substring("classpath:".length()));
            default -> openResource(location);
        };
    }

    /**
     * In every server, the context class loader is that of the application; the loader of this class may be that of a
     * shared library.
     */
    private static InputStream openResource(String path) throws IOException {
        String name = path.startsWith("/") ? path.substring(1) : path;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream resource = context == null ? null : context.getResourceAsStream(name);
        if (resource == null) {
            resource = ConfiguredKeys.class.getClassLoader().getResourceAsStream(name);
        }
        if (resource == null) {
            throw new IOException("it is not on the class path");
        }
        return resource;
    }
}
