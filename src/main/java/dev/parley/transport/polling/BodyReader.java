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

/**
 * Reads the body of a POST as it comes, up to a limit, and hands it to the transport. Holds no thread meanwhile.
 *
 * <p>The end is looked for before the stream is asked for more: a container that is asked at the end (as Payara) tells it
 * on a second thread as well, which then finds the request answered, recycled, and perhaps somebody else's.
 */
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

    /**
     * Begins to read; refuses at once what is too big by its own account. A body that is there as a whole, as almost all of
     * them are, is read on the spot: the container has no part in it then, and nothing to tell later.
     *
     * @param declaredLength in bytes; -1 when the request does not say
     */
    void begin(long declaredLength) {
        if (declaredLength > maxBytes) {
            tooBig();
            return;
        }
        try {
            if (declaredLength >= 0 && in.available() >= declaredLength) {
                body.write(in.readNBytes((int) declaredLength));
                onAllDataRead();
            } else {
                in.setReadListener(this);
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!done.get() && !exchange.isAnswered() && in.isReady()) {
            int read = in.read(chunk);
            if (read < 0) {
                return;
            }
            if (body.size() + read > maxBytes) {
                tooBig();
                return;
            }
            body.write(chunk, 0, read);
            if (in.isFinished() && in.available() == 0) {
                onAllDataRead();
            }
        }
    }

    private void tooBig() {
        if (done.compareAndSet(false, true)) {
            fail(CloseReason.MESSAGE_TOO_BIG, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
    }

    @Override
    public void onAllDataRead() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            fail(CloseReason.PARSE_ERROR, HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        transport.receive(exchange, text);
    }

    @Override
    public void onError(Throwable failure) {
        if (done.compareAndSet(false, true)) {
            fail(CloseReason.TRANSPORT_ERROR, HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private void fail(CloseReason reason, int status) {
        try {
            transport.postFailed(exchange, reason);
        } finally {
            exchange.abandon(status, RequestError.BAD_REQUEST);
        }
    }
}
