package dev.parley.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a token is good and whom it names: a signed JSON Web Token (RFC 7519) in compact form, verified as
 * MicroProfile JWT and the best current practices of RFC 8725 say. The signature comes first; no claim of an unsigned
 * token is ever looked at.
 *
 * <p>Thread-safe. Nothing about a token is written to a log.
 */
public final class JwtVerifier {

    /** The longest token that is looked at, in characters; longer ones are refused unread. */
    public static final int MAX_TOKEN_LENGTH = 16 * 1024;

    private static final Logger LOGGER = System.getLogger(JwtVerifier.class.getName());

    /** Stricter than the library, which skips over what is not base64url and would accept many spellings of a token. */
    private static final Pattern COMPACT_FORM = Pattern.compile("[\\w-]++\\.[\\w-]++\\.[\\w-]*+");

    /** Other typed tokens, such as those of DPoP or of a logout, may have our issuer's signature and mean no access. */
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final SignatureAlgorithm algorithm;
    private final VerificationKeys keys;
    private final ClaimRules rules;
    private final DefaultJOSEProcessor<SecurityContext> signatures = new DefaultJOSEProcessor<>();

    /**
     * Reads local keys at once; remote ones are fetched with the first token.
     *
     * @param settings which tokens are good
     * @param clock the wall clock that a token's times are compared with
     * @throws IllegalArgumentException if there are no usable keys, with one line that names the property
     */
    public JwtVerifier(JwtSettings settings, Clock clock) {
        this(settings, clock, ConfiguredKeys.of(settings));
    }

    JwtVerifier(JwtSettings settings, Clock clock, VerificationKeys keys) {
        this.algorithm = SignatureAlgorithm.named(settings.algorithm()).orElseThrow();
        this.keys = keys;
        this.rules = new ClaimRules(settings, clock);
        this.signatures.setJWSKeySelector(new KeySelector(keys, algorithm));
        this.signatures.setJWSTypeVerifier((type, context) -> {
            // Has been looked at before any key was, so that the reason can be told.
        });
    }

    /**
     * Whether {@link #verify} may wait for the network, for some seconds at worst; a caller on an I/O thread then hands
     * it to another one.
     */
    public boolean mayBlock() {
        return keys.mayBlock();
    }

    /**
     * Verifies {@code token}.
     *
     * @param token anything at all; {@code null} stands for no token
     */
    public Verification verify(String token) {
        try {
            return new Verification.Verified(rules.apply(new TokenClaims(signedClaims(parse(token)))));
        } catch (TokenRejectedException e) {
            return new Verification.Rejected(e.reason());
        }
    }

    private JWSObject parse(String token) throws TokenRejectedException {
        if (token == null || token.isBlank()) {
            throw new TokenRejectedException(RejectionReason.NO_TOKEN);
        }
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new TokenRejectedException(RejectionReason.TOO_LONG);
        }
        if (!COMPACT_FORM.matcher(token).matches()) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
        try {
            JWSObject jws = JWSObject.parse(token);
            requireJsonObject(jws.getParsedParts()[0]);
            requireJsonObject(jws.getParsedParts()[1]);
            requireSoundHeader(jws.getHeader());
            requireCanonicalSignature(jws);
            return jws;
        } catch (ParseException | RuntimeException e) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    /** The library's parser takes an array of pairs for an object; a token does not. */
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
        if (type != null && !ACCESS_TOKEN_TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            throw new TokenRejectedException(RejectionReason.WRONG_TYPE);
        }
        // We understand no extension, and then a token that calls one critical is invalid (RFC 7515, section 4.1.11).
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    /** The last character of an encoded signature has bits that mean nothing; they must not make a second spelling. */
    private static void requireCanonicalSignature(JWSObject jws) throws TokenRejectedException {
        byte[] signature = jws.getSignature().decode();
        if (!Base64URL.encode(signature).equals(jws.getSignature())) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
    }

    private Map<String, Object> signedClaims(JWSObject jws) throws TokenRejectedException {
        Map<String, Object> claims = signedPayload(jws).toJSONObject();
        if (claims == null) {
            throw new TokenRejectedException(RejectionReason.MALFORMED);
        }
        return claims;
    }

    private Payload signedPayload(JWSObject jws) throws TokenRejectedException {
        try {
            return signatures.process(jws, null);
        } catch (BadJWSException e) {
            throw new TokenRejectedException(RejectionReason.BAD_SIGNATURE);
        } catch (BadJOSEException e) {
            throw new TokenRejectedException(RejectionReason.UNKNOWN_KEY);
        } catch (KeySourceException e) {
            throw new TokenRejectedException(RejectionReason.KEYS_UNAVAILABLE);
        } catch (JOSEException | RuntimeException e) {
            // Only the type of the exception: its text may quote the token.
            LOGGER.log(
                    Level.DEBUG,
                    "A signature could not be checked: {0}",
                    e.getClass().getName());
            throw new TokenRejectedException(RejectionReason.BAD_SIGNATURE);
        }
    }
}
