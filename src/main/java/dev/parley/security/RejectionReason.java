package dev.parley.security;

/** Why a token was rejected. The sentences are meant for the client; they quote nothing that the client has sent. */
public enum RejectionReason {
    NO_TOKEN("An access token is required."),
    TOO_LONG("The access token is too long."),
    MALFORMED("The access token is not a well-formed JSON Web Token."),
    WRONG_TYPE("The token is not an access token."),
    ALGORITHM_NOT_ALLOWED("The access token is signed with an algorithm that is not accepted here."),
    UNKNOWN_KEY("The access token is signed with a key that is not known here."),
    BAD_SIGNATURE("The signature of the access token is not valid."),
    MISSING_EXPIRY("The access token has no expiry time."),
    EXPIRED("The access token has expired."),
    NOT_YET_VALID("The access token is not valid yet."),
    MISSING_ISSUE_TIME("The access token does not say when it was issued."),
    TOO_OLD("The access token was issued too long ago."),
    WRONG_ISSUER("The access token comes from an issuer that is not accepted here."),
    WRONG_AUDIENCE("The access token was issued for another service."),
    NO_USER("The access token does not name a user."),
    BAD_EXP(time("exp")),
    BAD_NBF(time("nbf")),
    BAD_IAT(time("iat")),
    BAD_ISS("The claim iss of the access token must be a string."),
    BAD_AUD("The claim aud of the access token must be a string or a list of strings."),
    BAD_SUB(name("sub")),
    BAD_UPN(name("upn")),
    BAD_PREFERRED_USERNAME(name("preferred_username")),
    BAD_GROUPS("The claim groups of the access token must be a list of strings."),
    KEYS_UNAVAILABLE("The access token cannot be verified at the moment. Try again later.");

    private final String sentence;

    RejectionReason(String sentence) {
        this.sentence = sentence;
    }

    private static String time(String claim) {
        return "The claim " + claim
                + " of the access token must be a number of seconds since 1970, before the year 10000."
                + " Milliseconds are not accepted.";
    }

    private static String name(String claim) {
        return "The claim " + claim + " of the access token must be a string of 1 to 255 characters,"
                + " not blank and without control characters.";
    }

    /** One sentence in plain English that tells the client what is wrong. */
    public String sentence() {
        return sentence;
    }
}
