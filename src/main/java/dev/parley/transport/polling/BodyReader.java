package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.RequestError;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads the body of a POST as it comes, up to a limit, and hands it to the transport. Holds no thread meanwhile. */
final class BodyReader implements ReadListener {

    private static final int CHUNK = 8192;

    private final ServletInputStream in;
    private final int maxBytes;
    private final AsyncPollExchange exchange;
    private final PollingTransport transport;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final byte[] chunk = new byte[CHUNK];
    private final AtomicBoolean done = new AtomicBoolean();

    BodyReader(ServletInputStream in, int maxBytes, AsyncPollExchange exchange, PollingTransport transport) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.exchange = exchange;
        this.transport = transport;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!done.get() && in.isReady()) {
            int read = in.read(chunk);
            if (read < 0) {
                return;
            }
            if (body.size() + read > maxBytes) {
                tooBig();
                return;
            }
            body.write(chunk, 0, read);
        }
    }

    /** Also called when the declared length is over the limit, before anything has been read. */
    void tooBig() {
        if (done.compareAndSet(false, true)) {
            exchange.abandon(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, RequestError.BAD_REQUEST);
            transport.postFailed(exchange, CloseReason.MESSAGE_TOO_BIG);
        }
    }

    @Override
    public void onAllDataRead() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
            transport.receive(
                    exchange, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            exchange.refuse(RequestError.BAD_REQUEST);
            transport.postFailed(exchange, CloseReason.PARSE_ERROR);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (done.compareAndSet(false, true)) {
            exchange.abandon(HttpServletResponse.SC_BAD_REQUEST, RequestError.BAD_REQUEST);
            transport.postFailed(exchange, CloseReason.TRANSPORT_ERROR);
        }
    }
}
