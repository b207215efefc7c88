package dev.parley.it;

import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.client.SocketOptionBuilder;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** The official Java client with its events in queues. */
final class JavaClient implements AutoCloseable {

    private static final Duration RECONNECTION_DELAY = Duration.ofMillis(100);

    private static final int ANSWER_SECONDS = 3;

    private final ConcurrentMap<String, LinkedBlockingQueue<Object[]>> events = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<String> carriers = new LinkedBlockingQueue<>();
    private final Socket socket;

    /**
     * A client that is not connected yet.
     *
     * @param auth the payload of its CONNECTs
     * @param transports as the client calls them; none for its default
     */
    JavaClient(URI server, Map<String, String> auth, String... transports) {
        SocketOptionBuilder options = IO.Options.builder()
                .setForceNew(true)
                .setAuth(auth)
                .setReconnectionDelay(RECONNECTION_DELAY.toMillis())
                .setReconnectionDelayMax(RECONNECTION_DELAY.toMillis() * 5);
        if (transports.length > 0) {
            options.setTransports(transports);
        }
        socket = IO.socket(server, options.build());
        socket.io().on(Manager.EVENT_TRANSPORT, arguments -> watch((Transport) arguments[0]));
        socket.on(Socket.EVENT_CONNECT, arguments -> queue(Socket.EVENT_CONNECT).add(arguments));
        socket.on(
                Socket.EVENT_DISCONNECT,
                arguments -> queue(Socket.EVENT_DISCONNECT).add(arguments));
        socket.on(
                Socket.EVENT_CONNECT_ERROR,
                arguments -> queue(Socket.EVENT_CONNECT_ERROR).add(arguments));
        socket.onAnyIncoming(arguments -> {
            Object[] payload = Arrays.copyOfRange(arguments, 1, arguments.length);
            queue((String) arguments[0]).add(payload);
        });
    }

    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, arguments -> {
            String type = ((Packet<?>) arguments[0]).type;
            if (type.equals(Packet.OPEN) || type.equals(Packet.MESSAGE)) {
                carriers.add(transport.name);
            }
        });
    }

    private LinkedBlockingQueue<Object[]> queue(String event) {
        return events.computeIfAbsent(event, name -> new LinkedBlockingQueue<>());
    }

    /** Connects, and waits until it is. */
    JavaClient connect() {
        socket.connect();
        awaitConnected();
        return this;
    }

    /** Waits for the next time that it is connected, which may have come already. */
    void awaitConnected() {
        await(Socket.EVENT_CONNECT);
    }

    /** Connects, and waits for the refusal: what the client makes of it. */
    Object connectError() {
        socket.connect();
        return await(Socket.EVENT_CONNECT_ERROR)[0];
    }

    /** Waits for an event, one of the client's own included: its arguments. */
    Object[] await(String event) {
        return Waiting.forNext(queue(event));
    }

    /** Sends an event without asking for an acknowledgement. */
    void emit(String event, Object... arguments) {
        socket.emit(event, arguments);
    }

    /** Sends an event and waits for its acknowledgement: the arguments. */
    Object[] call(String event, Object... arguments) {
        LinkedBlockingQueue<Object[]> answer = new LinkedBlockingQueue<>();
        socket.emit(event, arguments, answer::add);
        return Waiting.forNext(answer);
    }

    /** Whether a ping is acknowledged before long; what is sent while a connection breaks is lost. */
    boolean answersPing() {
        CountDownLatch answer = new CountDownLatch(1);
        socket.emit("ping", new Object[0], arguments -> answer.countDown());
        try {
            return answer.await(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends an event and waits for its acknowledgement, which is an object. */
    JSONObject ask(String event, JSONObject payload) {
        return (JSONObject) call(event, payload)[0];
    }

    /** The socket's id. */
    String id() {
        return socket.id();
    }

    /** The transport that brought the next packet that the caller has not asked about: the open packet, then messages. */
    String nextCarrier() {
        return Waiting.forNext(carriers);
    }

    /** Leaves, so that it can connect again. */
    void disconnect() {
        socket.disconnect();
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
