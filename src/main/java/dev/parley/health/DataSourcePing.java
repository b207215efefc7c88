package dev.parley.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Asks the database behind a data source of the server whether it is there. May block; on a managed thread only. */
public final class DataSourcePing implements Callable<Boolean> {

    private final String name;
    private final Duration patience;

    /**
     * Asks by a data source.
     *
     * @param name in JNDI; looked up each time, since the data source may come later or be replaced
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
