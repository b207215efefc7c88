package dev.parley.it.soak;

import dev.parley.it.TestIssuer;
import java.time.Duration;
import java.time.Instant;

/**
 * The server that a run is against, on this machine.
 *
 * @param port it listens on
 */
record Target(int port) {

    private static final Duration VALIDITY = Duration.ofHours(12);

    /** A client by its number, with an address of its own. */
    Peer peer(int number) {
        return Peer.numbered(port, number);
    }

    /** A good token that lasts for the whole run. */
    String token(String user, String... groups) {
        return TestIssuer.tokenUntil(Instant.now().plus(VALIDITY), user, groups);
    }
}
