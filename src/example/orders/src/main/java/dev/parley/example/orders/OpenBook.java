package dev.parley.example.orders;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Opens the book when the application starts. */
@WebListener
public class OpenBook implements ServletContextListener {

    @Inject
    private OrderBook book;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        book.open();
    }
}
