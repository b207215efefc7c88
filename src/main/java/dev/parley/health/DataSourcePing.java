package dev.parley.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Checks whether the database behind a data source of the server answers. May block; must run on a managed thread. */
public final class DataSourcePing implements Callable<Boolean> {

    private final String name;
    private final Duration patience;

    /**
     * A check of a data source.
     *
     * @param name the name of the data source in JNDI. It is looked up each time, because the data source may appear
     *     later or be replaced
     * @param patience how long the driver may wait, in whole seconds
     */
    public DataSourcePing(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
    }

    @Override
    public Boolean call() throws NamingException, SQLException {
        DataSource source = InitialContext.doLookup(name);
        try (Connection connection = source.getConnection()) {
            return connection.isValid((int) patience.toSeconds());
        }
    }
}
