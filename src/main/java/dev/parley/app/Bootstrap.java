package dev.parley.app;

import dev.parley.config.InvalidSettingException;
import dev.parley.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the node when its web application starts, and stops it when the application stops. A wrong setting makes the
 * deployment fail.
 */
@WebListener
public class Bootstrap implements ServletContextListener {

    private static final Logger LOG = System.getLogger(Bootstrap.class.getName());

    @Inject
    private Node node;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Settings settings = Settings.read(ConfigProvider.getConfig());
            // As a string: a server may keep the arguments of log messages, and with an object its class loader.
            String effective = settings.effective().toString();
            LOG.log(Level.INFO, "Parley''s settings and where they come from:\n{0}", effective);
            node.start(event.getServletContext(), settings);
        } catch (InvalidSettingException e) {
            LOG.log(Level.ERROR, "Parley does not start: {0}", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            // Nobody else stops the parts that have been started: after an exception the server does not call
            // contextDestroyed.
            node.stop();
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        node.stop();
    }
}
