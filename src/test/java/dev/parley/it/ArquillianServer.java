package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * The servers as an Arquillian container: a {@link ServerProcess} for each deployment that a test has changed, and one for
 * all classes that deploy the WAR as it was built, since a start costs more than most classes. So these use names of users
 * and rooms of their own, or expect others' traces. The adapters that the servers' makers have would each start a server in
 * a way of its own, and hand it another file than the one that was built: a repacked one.
 */
public final class ArquillianServer implements DeployableContainer<ArquillianSettings> {

    private static final String HOST = "127.0.0.1";

    private ArquillianSettings settings;
    /** The one that runs the WAR as it was built; null before the first class that asks for it. */
    private ServerProcess shared;
    /** The one that runs what a test has changed; null while there is none. */
    private ServerProcess changed;

    private int deployments;

    @Override
    public Class<ArquillianSettings> getConfigurationClass() {
        return ArquillianSettings.class;
    }

    @Override
    public void setup(ArquillianSettings configuration) {
        settings = configuration;
    }

    /** Nothing of the tests is executed in the server. */
    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            return new ProtocolMetaData()
                    .addContext(new HTTPContext(HOST, server(archive).port()));
        } catch (IOException e) {
            throw new DeploymentException("no server for " + archive.getName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("interrupted", e);
        }
    }

    private ServerProcess server(Archive<?> archive) throws IOException, InterruptedException {
        if (!Deployed.isUnchanged(archive)) {
            changed = start(exported(archive));
            return changed;
        }
        if (shared == null || !shared.isAlive()) {
            shared = start(Deployed.BUILT);
        }
        return shared;
    }

    private ServerProcess start(Path war) throws IOException, InterruptedException {
        deployments++;
        return ServerProcess.start(
                Deployed.LOG_PREFIX + deployments, war, FreePort.find(), settings.environment(), true);
    }

    private Path exported(Archive<?> archive) throws IOException {
        Path file = Files.createDirectories(TestFork.directory("it-wars")).resolve("arquillian.war");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    @Override
    public void undeploy(Archive<?> archive) {
        if (changed != null) {
            changed.close();
            changed = null;
        }
    }

    /** After the last test. */
    @Override
    public void stop() {
        if (shared != null) {
            shared.close();
        }
    }
}
