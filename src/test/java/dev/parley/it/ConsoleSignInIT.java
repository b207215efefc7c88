package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Signing in to the console at an issuer of OpenID Connect, the package {@code oidc-provider}, in a headless Chromium:
 * {@code src/test/node/sign-in}.
 */
class ConsoleSignInIT {

    @Test
    void peopleSignInAtTheIssuer() throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        int port = FreePort.find();
        String issuer = "http://localhost:" + port;
        Map<String, String> settings = Map.of(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                issuer + "/jwks",
                "MP_JWT_VERIFY_ISSUER",
                issuer,
                "PARLEY_CONSOLE_ISSUER",
                issuer,
                "PARLEY_CONSOLE_CLIENT_ID",
                "console",
                "PARLEY_CONSOLE_RESOURCE",
                "urn:parley");
        try (ServerProcess server = ServerProcess.start("sign-in", "parley.war", FreePort.find(), settings)) {
            NodeTests.run(
                    "sign-in",
                    Duration.ofMinutes(3),
                    Map.of(
                            "PARLEY_URL",
                            server.url(),
                            "ISSUER_PORT",
                            Integer.toString(port),
                            "SCREENSHOTS",
                            screenshots.toAbsolutePath().toString()));
        }
    }
}
