package dev.parley.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;

/**
 * Has WildFly's REST layer enforce {@code @RolesAllowed}: left to itself it checks the token and lets every role in, and
 * its subsystem's attribute of this name changes nothing. Not in {@code web.xml}: Open Liberty, which enforces roles by
 * other means, has the same REST layer, and the parameter breaks it.
 */
@WebListener
public class WildFlyRoles implements ServletContextListener {

    private static final String SWITCH = "resteasy.role.based.security";
    private static final List<String> SERVERS = List.of("WildFly", "JBoss");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (SERVERS.stream().anyMatch(context.getServerInfo()::startsWith)) {
            context.setInitParameter(SWITCH, "true");
        }
    }
}
