package dev.parley.transport.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.ClientConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Base64FrameSenderTest {

    private static final EnginePacket BYTES = EnginePacket.message(new byte[] {1, 2, 3});
    private static final ClientConnection CONNECTION = new ClientConnection() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void cutOff() {
            throw new AssertionError("nobody has asked for this");
        }
    };

    @Test
    void sendsBytesAsTextAndTextAsItIs() {
        ManualSender below = new ManualSender().taking(100);
        FrameSender sender = new Base64FrameSender(below);

        sender.send(List.of(EnginePacket.message("a"), BYTES, EnginePacket.PING), failure -> {});

        assertThat(below.frames()).containsExactly("4a", "bAQID", "2");
        assertThat(sender.batchBytes()).isEqualTo(100);
    }

    @Test
    void encodesABroadcastOnceForAllReceivers() {
        List<EnginePacket> sent = new ArrayList<>();
        for (int receiver = 0; receiver < 3; receiver++) {
            new Base64FrameSender(new Recorder(sent)).send(List.of(BYTES), failure -> {});
        }

        assertThat(sent).hasSize(3).allMatch(packet -> packet == sent.get(0));
    }

    @Test
    void knowsTheConnectionOfTheSenderBelowAndWhatWaitsThere() {
        FrameSender sender = new Base64FrameSender(new Recorder(new ArrayList<>()));

        assertThat(sender.connection()).contains(CONNECTION);
        assertThat(sender.unsent()).isEqualTo(7);
    }

    private record Recorder(List<EnginePacket> sent) implements FrameSender {
        @Override
        public int batchBytes() {
            return 0;
        }

        @Override
        public void send(List<EnginePacket> packets, Completion completion) {
            sent.addAll(packets);
        }

        @Override
        public long unsent() {
            return 7;
        }

        @Override
        public Optional<ClientConnection> connection() {
            return Optional.of(CONNECTION);
        }
    }
}
