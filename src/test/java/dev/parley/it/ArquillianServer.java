package dev.parley.it;

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
 * The servers as an Arquillian container: a {@link ServerProcess} for each deployment. The adapters that their makers have
 * would each start a server in a way of its own, and hand it another file than the one that was built: a repacked one.
 */
public final class ArquillianServer implements DeployableContainer<ArquillianSettings> {

    private static final String HOST = "127.0.0.1";

    private ArquillianSettings settings;
    private ServerProcess server;
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
        deployments++;
        try {
            int port = ServerProcess.freePort();
            server =
                    ServerProcess.start("arquillian-" + deployments, file(archive), port, settings.environment(), true);
            return new ProtocolMetaData().addContext(new HTTPContext(HOST, port));
        } catch (IOException e) {
            throw new DeploymentException("no server for " + archive.getName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("interrupted", e);
        }
    }

    /** The WAR as it was built, byte for byte; or, if a test has added something, that which has come of it. */
    private Path file(Archive<?> archive) throws IOException {
        if (Deployed.isUnchanged(archive)) {
            return Deployed.BUILT;
        }
        Path file = Files.createDirectories(Path.of("target", "it-wars")).resolve(deployments + ".war");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server.close();
    }
}
