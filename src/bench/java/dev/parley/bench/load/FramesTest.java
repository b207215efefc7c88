package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
    void findsPayloadAndEndWhateverTheSize(int length, int header) {
        ByteBuffer frame = frame(length);
        assertThat(Frames.payload(frame, 0)).isEqualTo(header);
        assertThat(Frames.end(frame, 0)).isEqualTo(header + length);
    }

    @ParameterizedTest
    @CsvSource({"125, 1", "125, 100", "126, 3", "300, 200", "65536, 9", "65536, 65545"})
    void waitsForTheWholeFrame(int length, int there) {
        assertThat(Frames.end(frame(length).limit(there), 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"5", "126", "70000"})
    void findsAFrameBehindAnother(int length) {
        ByteBuffer two = ByteBuffer.allocate(200_000);
        two.put(frame(200));
        int second = two.position();
        two.put(frame(length));
        int end = two.position();
        assertThat(Frames.end(two.flip(), second)).isEqualTo(end);
    }

    /** Unmasked text, as servers send it. */
    private static ByteBuffer frame(int length) {
        ByteBuffer frame = ByteBuffer.allocate(length + 10).put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 65536) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(new byte[length]).flip();
    }
}
