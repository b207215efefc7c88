package dev.parley.bench.server;

import dev.parley.it.server.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running server. Ends with {@link #close()}, or with this process. */
public final class ServerProcess implements AutoCloseable {

    private static final long START_TIMEOUT = TimeUnit.SECONDS.toNanos(120);
    private static final int PROBE_TIMEOUT = 2000;
    private static final List<String> PROGRAMS = List.of("java", "node");

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a server and waits until its application answers WebSocket handshakes.
     *
     * @param target path and query of a handshake
     */
    public static ServerProcess start(Peer peer, Site site, String target) throws IOException, InterruptedException {
        Launch launch = peer.launch(site);
        Path log = site.directory().resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(site.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What this process was given is not meant for a server that shall be alone.
        builder.environment().remove(Site.REDIS_URL);
        builder.environment().putAll(launch.environment());
        ServerProcess server = new ServerProcess(ChildProcesses.own(builder.start()), site.port(), log);
        try {
            server.awaitHandshake(target);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitHandshake(String target) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT;
        while (!answers(target)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the server did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean answers(String target) {
        String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        byte[] wanted = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PROBE_TIMEOUT);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(wanted.length);
            return java.util.Arrays.equals(answer, wanted);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The process that does the work, not the script that has started it. */
    public long pid() throws IOException {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ServerProcess::isServer)
                .findFirst()
                .orElseThrow(() -> new IOException("the server is gone, see " + log))
                .pid();
    }

    private static boolean isServer(ProcessHandle handle) {
        return handle.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(PROGRAMS::contains)
                .isPresent();
    }

    /** Resident memory in bytes. */
    public double residentBytes() throws IOException {
        String kilobytes = Files.readString(Path.of("/proc", Long.toString(pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException("no resident memory of a process"))
                .replaceAll("\\D", "");
        return Double.parseDouble(kilobytes) * 1024;
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** How many lines of its log begin with something. */
    long countLines(String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(prefix)).count();
        }
    }

    /** The last line of its log that begins with something. */
    Optional<String> lastLine(String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(prefix)).reduce((first, second) -> second);
        }
    }

    @Override
    public void close() {
        ChildProcesses.end(process);
    }
}
