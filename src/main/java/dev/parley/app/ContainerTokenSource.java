package dev.parley.app;

import dev.parley.config.SettingSource;
import dev.parley.quirk.ServerQuirk;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hides tokens from the server's own MicroProfile JWT: it configures the server to look for tokens in a cookie with a
 * secret name. Parley verifies the tokens itself, for sockets and for REST. Without this source, servers verify the
 * token of every request, including handshakes, each by its own rules. Then one server would accept a token that
 * another refuses, and some servers log a stack trace for each refused token.
 *
 * <p>The values are for the server only. Parley's settings ignore this source.
 */
@ServerQuirk(
        server = "all",
        what = "Left to themselves they look at the token of every request, each by rules of its own.")
public final class ContainerTokenSource implements ConfigSource {

    /** The name of the cookie is random for each start of the application and is not published. */
    private static final Map<String, String> VALUES =
            Map.of("mp.jwt.token.header", "Cookie", "mp.jwt.token.cookie", "none-" + UUID.randomUUID());

    /** Called by the service loader. */
    public ContainerTokenSource() {
        // Nothing to prepare.
    }

    @Override
    public Set<String> getPropertyNames() {
        return VALUES.keySet();
    }

    @Override
    public String getValue(String name) {
        return VALUES.get(name);
    }

    @Override
    public String getName() {
        return SettingSource.FOR_CONTAINER;
    }

    @Override
    public int getOrdinal() {
        // Higher than all other sources, because the server must not use the values that a deployer sets for Parley.
        return Integer.MAX_VALUE;
    }
}
