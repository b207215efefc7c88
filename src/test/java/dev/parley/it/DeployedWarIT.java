package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * One WAR for all servers: each of them runs, at the root of its paths, the very bytes whose checksum was taken when they
 * were packaged. {@code .ci/run} then compares what the servers have run. Tests that add something to the WAR cannot be
 * among them: theirs is another file, whatever the server.
 */
class DeployedWarIT {

    private static final Path PACKAGED = Path.of("target", "parley.war.sha256");
    private static final Path RECORDS = Path.of("target", "deployed-wars");

    @Test
    void theServerRunsTheBytesThatWerePackaged() throws IOException, InterruptedException {
        ServerProcess server = DevelopmentServer.running();
        assertThat(server.get("/").body()).contains("<title>");
        assertThat(server.get("/socket.io/?EIO=4&transport=polling").statusCode())
                .isEqualTo(200);

        String checksum = sha256(server.deployed());
        assertThat(checksum).isEqualTo(Files.readString(PACKAGED).strip());
        Files.writeString(
                Files.createDirectories(RECORDS).resolve(AppServer.chosen().name() + ".sha256"), checksum + "\n");
    }

    @Test
    void arquillianDeploysTheWarItselfUnlessATestHasChangedIt() {
        WebArchive war = Deployed.war();

        assertThat(Deployed.isUnchanged(war)).isTrue();
        assertThat(Deployed.isUnchanged(war.addClass(BackendServlet.class))).isFalse();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
