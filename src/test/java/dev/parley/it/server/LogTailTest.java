package dev.parley.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTailTest {

    @TempDir
    private Path folder;

    private Path log;
    private LogTail tail;

    @BeforeEach
    void begin() throws IOException {
        log = Files.createFile(folder.resolve("server.log"));
        tail = new LogTail(log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10:00:00,123 WARN  [a.logger] (main) a queue is full",
                "10:00:00,123 ERROR [a.logger] (main) a setting is wrong",
                "[WARNING ] CWWK1W: a queue is full",
                "[ERROR   ] CWWK1E: a setting is wrong"
            })
    void tellsWarningsAndErrors(String record) throws IOException {
        write(record + "\n");

        assertThat(tail.warnings()).containsExactly(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2026-11-30T10:00:00.123+0000] [] [INFO] [] [a.logger] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1] [levelValue: 800] no ERROR",
                "10:00:00,123 INFO  [a.logger] (ServerService Thread Pool -- 12) a line whose text is long and names no WARNING",
                "[AUDIT   ] CWWKF0011I: The parley server is ready to run a smarter planet, whose text is very long: no ERROR",
                "Launching parley on a Java virtual machine"
            })
    void keepsEverythingElseToItself(String record) throws IOException {
        write(record + "\n");

        assertThat(tail.warnings()).isEmpty();
    }

    @Test
    void tellsOfPayarasWordsTheLevelTheLoggerAndTheMessage() throws IOException {
        write(payara("SEVERE") + "a setting is wrong\n");
        write(payara("WARNING") + "[[\n\n****\n  a certificate has expired: [\n  a, b]]]\n");
        write(payara("INFO") + "[[\n  deployed]]\n");

        assertThat(tail.warnings())
                .containsExactly(
                        "SEVERE a.logger: a setting is wrong", "WARNING a.logger: a certificate has expired: [");
    }

    @Test
    void leavesStackTracesInTheFile() throws IOException {
        write("10:00:00,123 ERROR [a] (main) failed: java.io.IOException\n");
        write("\tat a.B.c(B.java:1)\nCaused by: ERROR\n");

        assertThat(tail.warnings()).containsExactly("10:00:00,123 ERROR [a] (main) failed: java.io.IOException");
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        write("10:00:00,123 WARN  [a] (main) half");
        assertThat(tail.warnings()).isEmpty();

        write(" and half\n10:00:00,124 INFO  [a] (main) well\n");
        assertThat(tail.warnings()).containsExactly("10:00:00,123 WARN  [a] (main) half and half");
        assertThat(tail.warnings()).isEmpty();
    }

    @Test
    void takesColoursOut() throws IOException {
        write("\u001B[33m10:00:00,123 WARN  [a] (main) full\u001B[0m\n");

        assertThat(tail.warnings()).containsExactly("10:00:00,123 WARN  [a] (main) full");
    }

    private static String payara(String level) {
        return "[2026-11-30T10:00:00.123+0000] [] [\u001B[1;93m" + level + "\u001B[0m] [AS-1] [a.logger] "
                + "[tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1] [levelValue: 900] ";
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
