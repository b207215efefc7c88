package dev.parley.events.cdi;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Stands for the token of somebody who has not signed in, as MicroProfile JWT has it: without a name and claims. */
final class NoToken implements JsonWebToken {

    static final JsonWebToken INSTANCE = new NoToken();

    private NoToken() {}

    @Override
    public String getName() {
        return null;
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.of();
    }

    @Override
    public <T> T getClaim(String claimName) {
        return null;
    }

    @Override
    public Set<String> getGroups() {
        return Set.of();
    }

    @Override
    public long getExpirationTime() {
        return 0;
    }

    @Override
    public long getIssuedAtTime() {
        return 0;
    }

    @Override
    public String toString() {
        return "nobody's token";
    }
}
