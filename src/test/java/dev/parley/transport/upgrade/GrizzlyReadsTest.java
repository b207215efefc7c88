package dev.parley.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects with the names that Grizzly's have. */
class GrizzlyReadsTest {

    /** What a connection tells of. */
    public enum Event {
        READ,
        WRITE,
        CLOSED
    }

    /** Handles what a connection tells of. */
    public interface Processor {
        /** Whether it does. */
        boolean isInterested(Event event);

        /** Handles it. */
        String process(String context) throws IOException;
    }

    /** The filters that handle it. */
    public interface FilterChain extends Processor, List<Object> {}

    /** Grizzly's has more superclasses. */
    private static class Filters extends ArrayList<Object> implements FilterChain {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isInterested(Event event) {
            return true;
        }

        @Override
        public String process(String context) throws IOException {
            if (context.isEmpty()) {
                throw new IOException("nothing");
            }
            return "processed " + context;
        }
    }

    private static final class DefaultFilterChain extends Filters {
        private static final long serialVersionUID = 1L;
    }

    private static final class TransportFilter {}

    private static final class SSLFilter {}

    private static final class GlassfishHttpCodecFilter {}

    /** A connection. */
    public static final class Connection {
        private final SelectableChannel channel;
        private Processor processor;

        Connection(SelectableChannel channel, Object... filters) {
            this.channel = channel;
            DefaultFilterChain chain = new DefaultFilterChain();
            chain.addAll(List.of(filters));
            processor = chain;
        }

        /** Its chain. */
        public Processor getProcessor() {
            return processor;
        }

        /** Sets its chain. */
        public void setProcessor(Processor chain) {
            processor = chain;
        }

        /** Its channel. */
        public SelectableChannel getChannel() {
            return channel;
        }
    }

    private SocketChannel channel;
    private Connection plain;

    @BeforeEach
    void open() throws IOException {
        channel = SocketChannel.open();
        plain = new Connection(channel, new TransportFilter(), new GlassfishHttpCodecFilter());
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void hasTheChannelOfAPlainConnection() throws ReflectiveOperationException {
        assertThat(GrizzlyReads.of(plain).map(GrizzlyReads::channel)).contains(channel);
    }

    @Test
    void leavesAConnectionWithTlsToTheContainer() throws ReflectiveOperationException {
        Connection encrypted =
                new Connection(channel, new TransportFilter(), new SSLFilter(), new GlassfishHttpCodecFilter());

        assertThat(GrizzlyReads.of(encrypted)).isEmpty();
    }

    @Test
    void grizzlyIsNotInterestedInInputAnyMore() throws ReflectiveOperationException {
        GrizzlyReads.of(plain).orElseThrow().stop();

        assertThat(plain.getProcessor().isInterested(Event.READ)).isFalse();
    }

    @Test
    void everythingElseGoesOn() throws ReflectiveOperationException, IOException {
        GrizzlyReads.of(plain).orElseThrow().stop();

        assertThat(plain.getProcessor().isInterested(Event.WRITE)).isTrue();
        assertThat(plain.getProcessor().isInterested(Event.CLOSED)).isTrue();
        assertThat(plain.getProcessor().process("a context")).isEqualTo("processed a context");
        assertThatThrownBy(() -> plain.getProcessor().process("")).isExactlyInstanceOf(IOException.class);
        assertThat(GrizzlyFilters.isPlain(plain.getProcessor())).isTrue();
    }
}
