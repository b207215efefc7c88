package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.robustness.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyLimitTest {

    private static final int LIMIT = 100;

    /** Gives as many bytes at once as it likes. */
    private static InputStream inPieces(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(20)));
            }
        };
    }

    private static String filtered(String text) throws IOException {
        String all = new String(
                new ReplyLimit(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), LIMIT)
                        .readAllBytes(),
                StandardCharsets.ISO_8859_1);
        for (int seed = 0; seed < 20; seed++) {
            ReplyLimit pieces = new ReplyLimit(inPieces(text, new Random(seed)), LIMIT);
            assertThat(new String(pieces.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(all);
        }
        return all;
    }

    private static String string(int length) {
        return "$" + length + "\r\n" + "x".repeat(length) + "\r\n";
    }

    @Test
    void everythingElsePasses() throws IOException {
        String replies =
                "+OK\r\n-ERR $5\r\n:12\r\n*3\r\n" + string(7) + string(0) + string(LIMIT) + "$-1\r\n*-1\r\n+x\r\n";

        assertThat(filtered(replies)).isEqualTo(replies);
    }

    @Test
    void contentThatLooksLikeFramingIsContent() throws IOException {
        String replies = "$9\r\n$999\r\n$99\r\n+OK\r\n";

        assertThat(filtered(replies)).isEqualTo(replies);
    }

    @Test
    void aStringThatIsTooLongBecomesAnEmptyOne() throws IOException {
        assertThat(filtered("*2\r\n" + string(3) + string(LIMIT + 1) + string(4)))
                .isEqualTo("*2\r\n" + string(3) + string(0) + string(4));
        assertThat(filtered(string(100_000) + string(100_001) + "+OK\r\n"))
                .isEqualTo(string(0) + string(0) + "+OK\r\n");
    }

    @Test
    @BadInput(74)
    void anEnormousClaimIsNotBelieved() throws IOException {
        assertThat(filtered("$9000000000000000000\r\nabc")).isEqualTo("$0\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$x\r\n",
                "$\r\n",
                "$\n",
                "$99999999999999999999\r\n",
                "$0000000000000000000000000000000000001\r\n"
            })
    void whatIsNoLengthEndsTheConnection(String reply) {
        ReplyLimit limit = new ReplyLimit(new ByteArrayInputStream(reply.getBytes(StandardCharsets.US_ASCII)), LIMIT);

        assertThatThrownBy(limit::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void singleBytesPass() throws IOException {
        ReplyLimit limit = new ReplyLimit(new ByteArrayInputStream(new byte[] {'+', (byte) 0xff, '\r', '\n'}), LIMIT);

        assertThat(limit.read()).isEqualTo('+');
        assertThat(limit.read()).isEqualTo(0xff);
    }
}
