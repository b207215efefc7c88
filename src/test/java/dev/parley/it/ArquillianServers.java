package dev.parley.it;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of the {@link ArquillianServer}; found by the {@code ServiceLoader}. */
public final class ArquillianServers implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, ArquillianServer.class);
    }
}
