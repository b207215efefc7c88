package dev.parley.redis.connection;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Makes the log text for a failure of Redis. The text tells an operator what can be done about the failure;
 * {@link OutageLog} compares the texts, in order to log each failure once.
 */
public final class RedisErrorText {

    private static final Pattern COMMAND = Pattern.compile("run the '([^']{1,60})' command");

    /** Redis 6.2 and 7 quote in different ways. */
    private static final Pattern UNKNOWN = Pattern.compile("unknown command [`'](S(?:UN)?SUBSCRIBE|SPUBLISH)[`']");

    private RedisErrorText() {}

    /**
     * The sentence for a failure. For a missing permission, the sentence names the permission; Redis does not always
     * say which channel or key it is about.
     */
    public static String sentence(Throwable failure) {
        Matcher unknown = UNKNOWN.matcher(String.valueOf(failure.getMessage()));
        if (unknown.find()) {
            return "Redis does not know " + unknown.group(1) + ": REDIS_ADAPTER=sharded needs Redis 7.0 or later";
        }
        if (String.valueOf(failure.getMessage()).startsWith("READONLY")) {
            return "this Redis is a replica, and this node looks for the master";
        }
        Optional<String> tls = tls(failure);
        if (tls.isPresent()) {
            return tls.get();
        }
        return permission(failure)
                .map(missing -> "Redis refuses it, the user of REDIS_URL lacks a permission: " + missing)
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    private static Optional<String> tls(Throwable failure) {
        Throwable origin = innermost(failure);
        if (origin instanceof CertPathBuilderException) {
            return Optional.of("nobody whom this node trusts has signed the certificate of Redis;"
                    + " REDIS_CA_FILE names who has");
        }
        return origin instanceof CertificateException
                ? Optional.of("the certificate of Redis is refused: " + origin.getMessage())
                : Optional.empty();
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Optional<String> permission(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof JedisDataException && text.contains("permission")) {
                return Optional.of(missing(text));
            }
            if (cause instanceof JedisDataException && text.contains("The user executing the script can't")) {
                return Optional.of("a command of the scripts for presence");
            }
        }
        return Optional.empty();
    }

    private static String missing(String text) {
        Matcher command = COMMAND.matcher(text);
        if (command.find()) {
            return "the command +" + command.group(1);
        }
        if (text.contains("channel")) {
            return "one of the channels";
        }
        return text.contains("key") ? "one of the keys" : text;
    }
}
