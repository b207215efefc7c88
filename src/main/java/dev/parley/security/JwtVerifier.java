package dev.parley.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.util.Base64URL;
import dev.parley.api.AuthenticatedUser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a token is good and whom it names: a signed JSON Web Token (RFC 7519) in compact form, verified as
 * MicroProfile JWT and the best current practices of RFC 8725 say. The signature is checked first; no claim of an
 * unsigned token is ever read. A signature that was good a moment ago may be remembered ({@link SignatureCache}); all
 * else is checked each time.
 *
 * <p>Thread-safe. Nothing about a token is written to a log.
 */
public final class JwtVerifier {

    /** The longest token that is read, in characters; longer ones are rejected unread. */
    public static final int MAX_TOKEN_LENGTH = 16 * 1024;

    private static final Logger LOGGER = System.getLogger(JwtVerifier.class.getName());

    /**
     * Stricter than the library, which skips characters that are not base64url and would accept many spellings of one
     * token.
     */
    private static final Pattern COMPACT_FORM = Pattern.compile("[\\w-]++\\.[\\w-]++\\.[\\w-]*+");

    /**
     * The types of tokens that are accepted. Tokens of other types, such as those for DPoP or for a logout, may have
     * the signature of our issuer, but grant no access.
     */
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("application/jwt", "application/at+jwt");

    private static final String TYPE_PREFIX = "application/";

    private final SignatureAlgorithm algorithm;
    private final VerificationKeys keys;
    private final KeySelector selector;
    private final ClaimRules rules;
    private final SignatureCache remembered;
    private final Clock clock;
    private final DefaultJOSEProcessor<KeysInUse> signatures = new DefaultJOSEProcessor<>();

    /**
     * Reads local keys at once; remote ones are fetched when the first token is verified.
     *
     * @param settings which tokens are good
     * @param clock the wall clock that a token's times are compared with
     * @param rememberedTokens of how many tokens at most it is remembered that their signature is good; 0 for none
     * @throws IllegalArgumentException if there are no usable keys, with one line that names the property
     */
    public JwtVerifier(JwtSettings settings, Clock clock, int rememberedTokens) {
        this(settings, clock, ConfiguredKeys.of(settings), new SignatureCache(rememberedTokens, System::nanoTime));
    }

    JwtVerifier(JwtSettings settings, Clock clock, VerificationKeys keys, SignatureCache remembered) {
        this.clock = clock;
        this.remembered = remembered;
        this.algorithm = SignatureAlgorithm.named(settings.algorithm()).orElseThrow();
        this.keys = keys;
        this.selector = new KeySelector(keys, algorithm);
        this.rules = new ClaimRules(settings, clock);
        this.signatures.setJWSKeySelector(selector);
        this.signatures.setJWSTypeVerifier((type, context) -> {
            // The type was checked before any key was tried, so that the reason can be reported.
        });
    }

    /**
     * Whether {@link #verify} may wait for the network, for some seconds at worst; a caller on an I/O thread then calls
     * {@link #verifyAtOnce} first, and gives a token without a result to another thread.
     */
    public boolean mayBlock() {
        return keys.mayBlock();
    }

    /**
     * Verifies {@code token}; may wait for the network, for some seconds at worst.
     *
     * @param token anything at all; {@code null} stands for no token
     */
    public VerificationResult verify(String token) {
        return decided(token, true).orElseThrow();
    }

    /**
     * Verifies {@code token} without waiting for anything. The result is empty if the keys would have to be fetched, so
     * that only {@link #verify} can decide. This happens for an unknown key id, and when the fetched keys are old.
     *
     * @param token anything at all; {@code null} stands for no token
     */
    public Optional<VerificationResult> verifyAtOnce(String token) {
        return decided(token, false);
    }

    private Optional<VerificationResult> decided(String token, boolean mayWait) {
        try {
            requireCompactForm(token);
            TokenDigest digest = remembered.isOn() ? TokenDigest.of(token) : null;
            Optional<Map<String, Object>> claims = digest == null
                    ? Optional.empty()
                    : selector.keysAtHand().flatMap(keys -> remembered.claims(digest, keys));
            if (claims.isPresent()) {
                return Optional.of(verifiedAgain(token, digest, claims.get()));
            }
            JWSObject jws = parse(token);
            boolean waits = !mayWait && !selector.isDecidedAtHand(jws.getHeader());
            return waits ? Optional.empty() : Optional.of(verified(jws, digest));
        } catch (TokenRejectedException e) {
            return Optional.of(new VerificationResult.Rejected(e.reason()));
        }
    }

    /** The signature is known to be good. Whatever else is wrong with the token now, it is not remembered any longer. */
    private VerificationResult verifiedAgain(String token, TokenDigest digest, Map<String, Object> claims)
            throws TokenRejectedException {
        try {
            AuthenticatedUser user = rules.apply(new TokenClaims(claims));
            return new VerificationResult.Verified(user, new VerifiedToken(user.id(), token, claims));
        } catch (TokenRejectedException e) {
            remembered.forget(digest);
            throw e;
        }
    }

    private VerificationResult verified(JWSObject jws, TokenDigest digest) throws TokenRejectedException {
        KeysInUse keys = new KeysInUse();
        Map<String, Object> claims = signedClaims(jws, keys);
        AuthenticatedUser user = rules.apply(new TokenClaims(claims));
        String token = jws.getParsedString();
        if (digest != null) {
            Duration left = Duration.between(clock.instant(), user.expiresAt());
            remembered.keep(digest, token.length(), keys.set(), claims, left);
        }
        return new VerificationResult.Verified(user, new VerifiedToken(user.id(), token, claims));
    }

    private static void requireCompactForm(String token) throws TokenRejectedException {
        if (token == null || token.isBlank()) {
            throw new TokenRejectedException(RejectionReason.NO_TOKEN);
        }
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new TokenRejectedException(RejectionReason.TOO_LONG);
        }
        if (!COMPACT_FORM.matcher(token).matches()) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    private JWSObject parse(String token) throws TokenRejectedException {
        try {
            JWSObject jws = JWSObject.parse(token);
            requireJsonObject(jws.getParsedParts()[0]);
            requireJsonObject(jws.getParsedParts()[1]);
            requireSoundHeader(jws.getHeader());
            requireCanonicalSignature(jws);
            return jws;
        } catch (ParseException | RuntimeException e) {
            throw new TokenRejectedException(
                    isUnsecured(token) ? RejectionReason.ALGORITHM_NOT_ALLOWED : RejectionReason.MALFORMED);
        }
    }

    /**
     * Whether the token has the form of an unsecured token (RFC 7519, section 6), which the library does not parse as a
     * signed one.
     */
    private static boolean isUnsecured(String token) {
        try {
            return JOSEObject.parse(token) instanceof PlainObject;
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    /** The library's parser accepts an array of pairs as an object; in a token, only an object is allowed. */
    private static void requireJsonObject(Base64URL part) throws TokenRejectedException {
        if (!part.decodeToString().stripLeading().startsWith("{")) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    private void requireSoundHeader(JWSHeader header) throws TokenRejectedException {
        if (!algorithm.is(header.getAlgorithm())) {
            throw new TokenRejectedException(RejectionReason.ALGORITHM_NOT_ALLOWED);
        }
        JOSEObjectType type = header.getType();
        if (type != null && !ACCESS_TOKEN_TYPES.contains(mediaType(type))) {
            throw new TokenRejectedException(RejectionReason.WRONG_TYPE);
        }
        // We support no extension, so a token that marks an extension as critical is invalid (RFC 7515, section
        // 4.1.11).
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    /** RFC 7515, section 4.1.9: a value without a slash stands for one that begins with {@code application/}. */
    private static String mediaType(JOSEObjectType type) {
        String value = type.getType().toLowerCase(Locale.ROOT);
        return value.indexOf('/') < 0 ? TYPE_PREFIX + value : value;
    }

    /**
     * The last character of an encoded signature has bits without a meaning; they must not allow a second spelling of a
     * token.
     */
    private static void requireCanonicalSignature(JWSObject jws) throws TokenRejectedException {
        byte[] signature = jws.getSignature().decode();
        if (!Base64URL.encode(signature).equals(jws.getSignature())) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    private Map<String, Object> signedClaims(JWSObject jws, KeysInUse keys) throws TokenRejectedException {
        Map<String, Object> claims = signedPayload(jws, keys).toJSONObject();
        if (claims == null) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
        return claims;
    }

    private Payload signedPayload(JWSObject jws, KeysInUse keys) throws TokenRejectedException {
        try {
            return signatures.process(jws, keys);
        } catch (BadJWSException e) {
            throw new TokenRejectedException(RejectionReason.BAD_SIGNATURE);
        } catch (BadJOSEException e) {
            throw new TokenRejectedException(RejectionReason.UNKNOWN_KEY);
        } catch (KeySourceException e) {
            throw new TokenRejectedException(RejectionReason.KEYS_UNAVAILABLE);
        } catch (JOSEException | RuntimeException e) {
            // Only the type of the exception is logged: its text may quote the token.
            LOGGER.log(
                    Level.DEBUG,
                    "A signature could not be checked: {0}",
                    e.getClass().getName());
            throw new TokenRejectedException(RejectionReason.BAD_SIGNATURE);
        }
    }
}
