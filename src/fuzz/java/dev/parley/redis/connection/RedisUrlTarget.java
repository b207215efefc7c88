package dev.parley.redis.connection;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;

/** Any text as {@code REDIS_URL}: settings, or a refusal that quotes nothing of it; and what may be shown has no password. */
public final class RedisUrlTarget {

    /** A password that is no part of anything else. */
    private static final int LONG_ENOUGH = 6;

    private RedisUrlTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String url = new Input(bytes).text();
        Cost.bounded(url.length(), () -> check(url));
    }

    private static void check(String url) {
        String shown = RedisUrl.withoutSecrets(url);
        RedisSettings settings;
        try {
            settings = RedisUrl.parse(url, RedisSettings.DEFAULT_KEY);
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().startsWith("redis://[user:password@]host")) {
                throw new AssertionError("a refusal with something of the value in it");
            }
            return;
        }
        if (settings.addresses().stream().anyMatch(address -> address.getPort() < 1 || !address.isUnresolved())) {
            throw new AssertionError("no port, or a name that was looked up");
        }
        String password = settings.password().orElse("");
        if (password.length() >= LONG_ENOUGH
                && url.indexOf(password) == url.lastIndexOf(password)
                && shown.contains(password)) {
            throw new AssertionError("the password is shown");
        }
        if (settings.toString().contains("password=" + password) && !password.isEmpty()) {
            throw new AssertionError("the password is in the settings' text");
        }
    }
}
