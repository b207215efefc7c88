package dev.parley.it.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Where clients find a server on this machine, and who they say they are: the server has to trust loopback as a proxy, so that
 * each client has an address of its own.
 *
 * @param port of the server, on loopback
 * @param address of the client, as {@code X-Forwarded-For} has it
 */
record Peer(int port, String address) {

    /** What a server has to be told to believe the addresses. */
    static final String TRUSTED_PROXIES = "127.0.0.1/32";

    private static final int CONNECT_MILLIS = 30_000;
    /** Longer than any server is silent that has pings to send. */
    private static final int READ_MILLIS = 90_000;

    private static final int OCTET = 256;

    /** The client with a number: each has another address. */
    static Peer numbered(int port, int number) {
        return new Peer(
                port, "10." + number / OCTET / OCTET % OCTET + "." + number / OCTET % OCTET + "." + number % OCTET);
    }

    /** A connection of this client. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * The head of a request of this client, with the empty line at its end.
     *
     * @param requestLine such as {@code GET /ready}
     * @param headers whole lines without their ends
     */
    byte[] head(String requestLine, String... headers) {
        StringBuilder head = new StringBuilder(
                requestLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-Forwarded-For: " + address + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The head of a handshake for a WebSocket. */
    byte[] upgrade() {
        return head(
                "GET /socket.io/?EIO=4&transport=websocket",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }
}
