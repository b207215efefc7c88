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

/** Starts the node with its web application and stops it again. A wrong setting stops the deployment. */
@WebListener
public class Bootstrap implements ServletContextListener {

    private static final Logger LOG = System.getLogger(Bootstrap.class.getName());

    @Inject
    private Node node;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Settings settings = Settings.read(ConfigProvider.getConfig());
            LOG.log(Level.INFO, "Parley''s settings and where they come from:\n{0}", settings.effective());
            node.start(event.getServletContext(), settings);
        } catch (InvalidSettingException e) {
            LOG.log(Level.ERROR, "Parley does not start: {0}", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            // Nobody else stops what has been started: the listener counts as not initialized.
            node.stop();
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        node.stop();
    }
}
