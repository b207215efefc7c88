package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAccountTest {

    /** Made with bcryptjs, which the reference server uses. */
    static final String HASH = "$2a$04$bCm8nMfVZTF2d7SU.xyyLufnXokRqQ1YTHYg93kLwyNMAjIp8nmby";

    static final String PASSWORD = "open sesame";

    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void isMatchedByItsNameAndItsPasswordWhoeverHasHashedIt(String version) {
        AdminAccount account = new AdminAccount("ada", version + HASH.substring(3));

        assertThat(account.matches("ada", PASSWORD)).isTrue();
        assertThat(account.matches("ada", "open sesam")).isFalse();
        assertThat(account.matches("bob", PASSWORD)).isFalse();
        assertThat(account.matches("", "")).isFalse();
    }

    @Test
    void takesALongPasswordAsBcryptDoes() {
        assertThat(new AdminAccount("ada", HASH).matches("ada", "é".repeat(1000)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open sesame",
                "$2b$31$8EZ2dm5gEVSv4w6mkZX2puoTqmW0vGdDnchdA39Y1p1DWrvHQlLSK",
                "$2b$03$8EZ2dm5gEVSv4w6mkZX2puoTqmW0vGdDnchdA39Y1p1DWrvHQlLSK",
                "$1$04$8EZ2dm5gEVSv4w6mkZX2puoTqmW0vGdDnchdA39Y1p1DWrvHQlLSK",
                "$2b$04$8EZ2"
            })
    void takesNothingElseForAHashAndDoesNotRepeatIt(String hash) {
        assertThatThrownBy(() -> new AdminAccount("ada", hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bcrypt")
                .message()
                .doesNotContain(hash);
    }

    @Test
    void hasAName() {
        assertThatThrownBy(() -> new AdminAccount(" ", HASH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotShowItsHash() {
        assertThat(new AdminAccount("ada", HASH)).hasToString("AdminAccount[user=ada]");
    }
}
