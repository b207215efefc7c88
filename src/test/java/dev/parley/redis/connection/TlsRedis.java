package dev.parley.redis.connection;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A real Redis that speaks TLS only, with a certificate that signs itself. */
final class TlsRedis implements AutoCloseable {

    private static final String PASSWORD = "only for tests";
    private static final String ALIAS = "parley";

    private final int port = FreePort.find();
    private final RedisProcess process;

    private TlsRedis(Path folder, List<String> arguments) throws IOException {
        try {
            process = RedisProcess.start(folder, port, arguments(arguments));
        } catch (AssertionError e) {
            String log = Files.readString(folder.resolve(port + ".log"));
            assumeTrue(!log.contains("Bad directive"), "this redis-server has no TLS");
            throw e;
        }
    }

    private List<String> arguments(List<String> more) {
        List<String> all = new ArrayList<>(
                List.of("--port", "0", "--tls-port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        all.addAll(more);
        return all;
    }

    /**
     * Starts one that asks clients for no certificate. Skips the test if the {@code redis-server} has no TLS.
     *
     * @param folder where {@link #certify} has made its certificate
     * @param name the name of its certificate
     */
    static TlsRedis start(Path folder, String name) throws IOException {
        return new TlsRedis(folder, files(name, name, "no"));
    }

    /** Starts one that asks clients for a certificate, which is the default of Redis, and knows only one of them. */
    static TlsRedis startFor(Path folder, String name, String client) throws IOException {
        return new TlsRedis(folder, files(name, client, "yes"));
    }

    private static List<String> files(String name, String authority, String asksClients) {
        return List.of(
                "--tls-cert-file",
                name + ".pem",
                "--tls-key-file",
                name + ".key",
                "--tls-ca-cert-file",
                authority + ".pem",
                "--tls-auth-clients",
                asksClients);
    }

    /** Makes a key and its certificate for a host, in PEM form, and in a key store. */
    static void certify(Path folder, String name, String host) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + host,
                        "-alias",
                        ALIAS,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (tool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(
                    folder.resolve(name + ".key"),
                    "PRIVATE KEY",
                    keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            write(
                    folder.resolve(name + ".pem"),
                    "CERTIFICATE",
                    keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    /** The password of the key stores. */
    static String password() {
        return PASSWORD;
    }

    /** The settings for it by the name of this machine, with the default key. */
    RedisSettings settings() {
        return RedisUrl.parse("rediss://localhost:" + port, RedisSettings.DEFAULT_KEY);
    }

    @Override
    public void close() {
        process.close();
    }
}
