package dev.parley.adminui;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The name and the password that a user of the Admin UI may type instead of a token.
 *
 * @param user the name; not blank
 * @param passwordHash the bcrypt hash of the password, with a cost from 4 to 14: {@code $2b$10$...}
 */
public record AdminAccount(String user, String passwordHash) {

    /** A higher cost would keep a thread busy for seconds. */
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

    /**
     * Checks the form of both.
     *
     * @throws IllegalArgumentException with a message that says what is allowed, without the hash
     */
    public AdminAccount {
        if (user.isBlank()) {
            throw new IllegalArgumentException("a name that is not blank");
        }
        if (!HASH.matcher(passwordHash).matches()) {
            throw new IllegalArgumentException(
                    "a bcrypt hash with a cost from 4 to 14, such as $2b$10$ and 53 characters");
        }
    }

    /**
     * Whether the name and the password are right. Takes as long as the cost of the hash wants, which is a tenth of a
     * second for a cost of 10, also if the name is wrong.
     */
    boolean matches(String name, String password) {
        boolean sameName = MessageDigest.isEqual(utf8(name), utf8(user));
        boolean samePassword = BCrypt.verifyer(
                        BCrypt.Version.VERSION_2B, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2B))
                .verify(utf8(password), utf8(passwordHash))
                .verified;
        return sameName && samePassword;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the hash, which nobody should find in a log. */
    @Override
    public String toString() {
        return "AdminAccount[user=" + user + "]";
    }
}
