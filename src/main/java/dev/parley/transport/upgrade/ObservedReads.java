package dev.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import java.io.IOException;

/**
 * Tells an observer when a listener reads.
 *
 * @param listener reads
 * @param reads is told
 */
record ObservedReads(ReadListener listener, Reads reads) implements ReadListener {

    @Override
    public void onDataAvailable() throws IOException {
        reads.readBegins();
        try {
            listener.onDataAvailable();
        } finally {
            reads.readEnds();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        listener.onAllDataRead();
    }

    @Override
    public void onError(Throwable failure) {
        listener.onError(failure);
    }
}
