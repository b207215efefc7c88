package dev.parley.example.orders;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The application's own REST resources, beside Parley's at {@code /api}. */
@ApplicationPath("shop")
public class OrdersApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(BooksResource.class);
    }
}
