package dev.parley.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP connections of a server that a process still has a descriptor of, as Linux tells in {@code /proc/net}. A client that
 * does not read cannot see whether its connection has been closed: the kernel keeps what was sent to it and the end behind that.
 */
final class ServerSockets {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;
    private static final int INODE = 9;
    private static final int SENDING = 0;
    private static final int RECEIVING = 1;
    private static final String NO_DESCRIPTOR = "0";
    private static final int HEXADECIMAL = 16;

    private ServerSockets() {}

    /** Whether this system has the tables. */
    static boolean areVisible() {
        return TABLES.stream().allMatch(Files::isReadable);
    }

    /** How many connections of clients a server has. */
    static int count(int serverPort) {
        return (int) connections(serverPort).count();
    }

    /** Those of these clients whose connection the server still has, each by its local port. */
    static Set<Integer> of(int serverPort, Set<Integer> clientPorts) {
        return connections(serverPort).filter(clientPorts::contains).collect(Collectors.toSet());
    }

    /**
     * The bytes that a client has sent and the server's process has not read: they are in the kernel's buffers of either end.
     */
    static long unread(int serverPort, int clientPort) {
        return queue(clientPort, serverPort, SENDING) + queue(serverPort, clientPort, RECEIVING);
    }

    private static long queue(int localPort, int remotePort, int direction) {
        return TABLES.stream()
                .flatMap(ServerSockets::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE)
                .filter(fields -> port(fields[LOCAL]) == localPort && port(fields[REMOTE]) == remotePort)
                .mapToLong(fields -> Long.parseLong(fields[QUEUES].split(":")[direction], HEXADECIMAL))
                .sum();
    }

    /** The other ends of a server's connections; its listening socket has none. */
    private static Stream<Integer> connections(int serverPort) {
        return TABLES.stream()
                .flatMap(ServerSockets::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE && !fields[INODE].equals(NO_DESCRIPTOR))
                .filter(fields -> port(fields[LOCAL]) == serverPort)
                .map(fields -> port(fields[REMOTE]))
                .filter(port -> port != 0);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL);
    }
}
