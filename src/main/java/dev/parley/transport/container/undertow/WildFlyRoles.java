package dev.parley.transport.container.undertow;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;

/**
 * Makes WildFly's REST layer enforce {@code @RolesAllowed}. By default it checks the token and accepts every role, and
 * the attribute with this name in its subsystem changes nothing. The parameter is not in {@code web.xml}, because Open
 * Liberty, which enforces roles in another way, has the same REST layer, and the parameter breaks it.
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
