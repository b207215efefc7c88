package dev.parley.transport.container.undertow;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes WildFly release the application's class loader when the application ends. For an application with MicroProfile
 * JWT, WildFly creates a security domain and registers the application's class loader for it in a static table of
 * Elytron. WildFly removes such entries only for configured domains, so every redeployment would leave all classes of
 * the previous deployment in memory. Does nothing on other servers.
 */
@WebListener
public class WildFlyClassLoader implements ServletContextListener {

    private static final Logger LOG = System.getLogger(WildFlyClassLoader.class.getName());
    private static final String DOMAINS = "org.wildfly.security.auth.server.SecurityDomain";

    private final String domains;

    /** The server calls this constructor. */
    public WildFlyClassLoader() {
        this(DOMAINS);
    }

    /** Creates a listener with the name of the class that has the table. */
    WildFlyClassLoader(String domains) {
        this.domains = domains;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ClassLoader loader = event.getServletContext().getClassLoader();
        try {
            Class.forName(domains, true, loader)
                    .getMethod("unregisterClassLoader", ClassLoader.class)
                    .invoke(null, loader);
        } catch (ClassNotFoundException e) {
            LOG.log(Level.DEBUG, "No security domains of WildFly here", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.log(Level.INFO, "WildFly may keep the classes of this application: {0}", e.toString());
        }
    }
}
