package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadArgumentsTest {

    @TempDir
    private Path directory;

    private LoadArguments parse(String... where) throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), "one\ntwo\n");
        String[] rest = {"load=broadcast", "tokens=" + tokens, "clients=8", "rooms=2", "warmup=0.5", "seconds=1"};
        String[] all = new String[where.length + rest.length];
        System.arraycopy(where, 0, all, 0, where.length);
        System.arraycopy(rest, 0, all, where.length, rest.length);
        return LoadArguments.parse(all);
    }

    @Test
    void takesOneServer() throws IOException {
        LoadArguments arguments = parse("ports=81", "pids=7");
        assertThat(arguments.nodes()).isEqualTo(1);
        assertThat(arguments.serverPids()).containsExactly(7L);
        assertThat(arguments.redisPid()).isEmpty();
        assertThat(IntStream.range(0, 8).map(arguments::portOf)).containsOnly(81);
    }

    @Test
    void takesSeveralNodesAndTheirRedis() throws IOException {
        LoadArguments arguments = parse("ports=81,82", "pids=7,8", "redis=9");
        assertThat(arguments.nodes()).isEqualTo(2);
        assertThat(arguments.serverPids()).containsExactly(7L, 8L);
        assertThat(arguments.redisPid()).contains(9L);
    }

    @Test
    void spreadsTheClientsOfEachRoomOverTheNodes() throws IOException {
        LoadArguments arguments = parse("ports=81,82", "pids=7,8");
        assertThat(IntStream.range(0, 8).filter(client -> client % 2 == 0).map(arguments::portOf))
                .containsExactly(81, 82, 81, 82);
        assertThat(IntStream.range(0, 8).filter(client -> client % 2 == 1).map(arguments::portOf))
                .containsExactly(81, 82, 81, 82);
    }
}
