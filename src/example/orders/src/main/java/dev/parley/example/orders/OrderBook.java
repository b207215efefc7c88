package dev.parley.example.orders;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The orders, in a database. All methods take part in the transaction of their caller. */
@ApplicationScoped
@DataSourceDefinition(
        name = "java:app/jdbc/orders",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1",
        user = "sa",
        password = "")
public class OrderBook {

    /** What one trader may have ordered in all. */
    static final int CREDIT = 2000;

    @Resource(lookup = "java:app/jdbc/orders")
    private DataSource database;

    /** Makes the table if there is none. */
    public void open() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS orders ("
                    + "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " book VARCHAR(20) NOT NULL, amount INT NOT NULL, trader VARCHAR(200) NOT NULL)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes an order down.
     *
     * @throws OutOfCreditException if the trader has ordered too much by now
     */
    public Receipt place(Order order, String trader) {
        try (Connection connection = database.getConnection()) {
            long id = insert(connection, order, trader);
            // Asked after the order is written: what is rolled back has been there before.
            if (total(connection, "trader", trader) > CREDIT) {
                throw new OutOfCreditException(CREDIT);
            }
            return new Receipt(id, order.book(), order.amount(), trader);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much a trader has ordered in all. */
    public int total(String trader) {
        try (Connection connection = database.getConnection()) {
            return total(connection, "trader", trader);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much has been ordered in a book. */
    public int totalOf(String book) {
        try (Connection connection = database.getConnection()) {
            return total(connection, "book", book);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long insert(Connection connection, Order order, String trader) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO orders (book, amount, trader) VALUES (?, ?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, order.book());
            insert.setInt(2, order.amount());
            insert.setString(3, trader);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static int total(Connection connection, String column, String value) throws SQLException {
        try (PreparedStatement sum = connection.prepareStatement(
                "SELECT COALESCE(SUM(amount), 0) FROM orders WHERE " + column + " = ?")) {
            sum.setString(1, value);
            try (ResultSet total = sum.executeQuery()) {
                total.next();
                return total.getInt(1);
            }
        }
    }
}
