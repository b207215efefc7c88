package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class LuaScriptTest {

    private static final LuaScript SCRIPT = LuaScript.of(LuaScriptTest.class, "first.lua", "second.lua");

    private static int lineOf(LuaScript script, String call) {
        List<String> lines = script.text().lines().toList();
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.contains(call))
                        .findFirst()
                        .orElseThrow());
    }

    private static String explained(LuaScript script, String said) {
        return script.explained(new JedisDataException(said)).getMessage();
    }

    @Test
    void itsTextIsThatOfItsFiles() {
        assertThat(SCRIPT.text().lines()).startsWith("-- Of the tests.").hasSize(4);
    }

    @Test
    void aRefusedCommandIsNamedByItsLine() {
        int line = lineOf(SCRIPT, "'PEXPIRE'");
        String seven = "ERR The user executing the script can't run this command or subcommand script: f9b0, on"
                + " @user_script:" + line + ".";
        String six = "ERR Error running script (call to f_f9b0): @user_script:" + line + ": @user_script: " + line
                + ": The user executing the script can't run this command or subcommand";

        assertThat(explained(SCRIPT, seven)).isEqualTo("no permission to run the 'pexpire' command in a script");
        assertThat(explained(SCRIPT, six)).isEqualTo("no permission to run the 'pexpire' command in a script");
    }

    @Test
    void anotherFailureAndALineWithoutACommandStayAsTheyAre() {
        for (String said : List.of(
                "ERR Error running script, on @user_script:1.",
                "ERR The user executing the script can't run this command or subcommand",
                "ERR The user executing the script can't run this command, on @user_script:1.",
                "ERR The user executing the script can't run this command, on @user_script:999999.")) {
            assertThat(explained(SCRIPT, said)).isEqualTo(said);
        }
    }
}
