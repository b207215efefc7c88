package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The nginx of this machine on loopback with {@code server-config/nginx/nginx.conf}, in which nothing is changed but what its first
 * lines say is to be adapted, and where files are. And at a port beside it, without TLS, the locations that the NGINX Ingress
 * Controller makes of {@code server-config/kubernetes/base/ingress.yaml}.
 */
final class Nginx implements AutoCloseable {

    private static final String PASSWORD = "only for tests";
    private static final String ALIAS = "nginx";
    private static final List<String> TEMPORARY = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi");

    private static final Pattern PATH = Pattern.compile("- path: (\\S+)");

    private final Path directory;
    private final int port = FreePort.find();
    private final int tlsPort = FreePort.find();
    private final int ingressPort = FreePort.find();
    private Process process;

    private Nginx(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Whether it is installed. */
    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "nginx"))
                .anyMatch(Files::isExecutable);
    }

    /** Adapts the configuration for a server at a port of loopback. */
    static Nginx before(int serverPort, Path directory) throws IOException, InterruptedException {
        Nginx nginx = new Nginx(directory);
        Files.createDirectories(nginx.directory);
        nginx.makeCertificate();
        String configuration = Files.readString(Path.of("server-config", "nginx", "nginx.conf"))
                .replace("127.0.0.1:3001", "127.0.0.1:" + serverPort)
                .replaceAll("(?m)^ *server 127\\.0\\.0\\.1:3002;\n", "")
                .replaceAll("(?m)^ *listen \\[::].*\n", "")
                .replace("listen 80;", "listen 127.0.0.1:" + nginx.port + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + nginx.tlsPort + " ssl;")
                .replace("server_name chat.example.com", "server_name localhost")
                .replace("/etc/nginx/tls", nginx.directory.toString())
                .replace("/var/log/nginx", nginx.directory.toString())
                .replace("http {\n", "http {\n" + nginx.temporaryFolders() + nginx.ingress(serverPort));
        Files.writeString(nginx.file(), configuration);
        return nginx;
    }

    private String temporaryFolders() {
        StringBuilder lines = new StringBuilder();
        TEMPORARY.forEach(name -> lines.append(name)
                .append("_temp_path ")
                .append(directory.resolve(name))
                .append(";\n"));
        return lines.toString();
    }

    private String ingress(int serverPort) throws IOException {
        StringBuilder lines = new StringBuilder("server {\nlisten 127.0.0.1:" + ingressPort + ";\n");
        Matcher paths = PATH.matcher(Files.readString(Path.of("server-config", "kubernetes", "base", "ingress.yaml")));
        while (paths.find()) {
            lines.append("location ~ \"^")
                    .append(paths.group(1))
                    .append("\" { proxy_pass http://127.0.0.1:")
                    .append(serverPort)
                    .append("; }\n");
        }
        return lines.append("location / { return 404; }\n}\n").toString();
    }

    private void makeCertificate() throws IOException, InterruptedException {
        Path store = directory.resolve("certificate.p12");
        Files.deleteIfExists(store);
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-alias",
                ALIAS,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(
                    "privkey.pem",
                    "PRIVATE KEY",
                    keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            write("fullchain.pem", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void write(String name, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(name), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    /** What {@code nginx -t} says; throws if it does not believe in the configuration. */
    String test() throws IOException, InterruptedException {
        return run(command("-t"));
    }

    /** Starts it, and returns when it listens. */
    Nginx start() throws IOException {
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.out").toFile())
                .start();
        Waiting.until("nginx listens", this::isListening);
        return this;
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", tlsPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String[] command(String... more) {
        return Stream.concat(
                        Stream.of(
                                "nginx",
                                "-p",
                                directory.toString(),
                                "-e",
                                directory.resolve("error.log").toString(),
                                "-c",
                                file().toString(),
                                "-g",
                                "daemon off; pid " + directory.resolve("nginx.pid") + ";"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output;
    }

    private Path file() {
        return directory.resolve("nginx.conf");
    }

    /** Where it takes requests without TLS, only to send them on. */
    URI plain() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where it takes requests. */
    URI tls() {
        return URI.create("https://127.0.0.1:" + tlsPort);
    }

    /** Where it takes requests as the ingress has them. */
    URI ingress() {
        return URI.create("http://127.0.0.1:" + ingressPort);
    }

    /** What it has written about requests. */
    String accessLog() {
        try {
            return Files.readString(directory.resolve("parley.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
