package dev.parley.conformance;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts and stops the conformance application with its WAR. */
@WebListener
public class ConformanceListener implements ServletContextListener {

    @Inject
    private ConformanceNode node;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        node.start(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        node.stop();
    }
}
