package dev.parley.redis.connection;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Any bytes as what Redis says: the same is passed on however they are cut, and nothing more than has come. */
public final class ReplyLimitTarget {

    private static final int MAX_STRING = 20;

    private ReplyLimitTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<InputStream> pieces = input.pieces().stream()
                .<InputStream>map(ByteArrayInputStream::new)
                .toList();
        Cost.bounded(input.bytes().length, () -> {
            // A stream of pieces can be read once; the work may be done twice.
            pieces.forEach(ReplyLimitTarget::rewind);
            check(input.bytes(), new SequenceInputStream(Collections.enumeration(pieces)));
        });
    }

    private static void rewind(InputStream piece) {
        try {
            piece.reset();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(byte[] bytes, InputStream cut) {
        Optional<byte[]> whole = passed(new ByteArrayInputStream(bytes));
        Optional<byte[]> fromPieces = passed(cut);
        if (whole.isPresent() != fromPieces.isPresent()
                || whole.isPresent() && !Arrays.equals(whole.get(), fromPieces.get())) {
            throw new AssertionError("it depends on how it is cut");
        }
        if (whole.isPresent() && whole.get().length > bytes.length) {
            throw new AssertionError("more than has come");
        }
    }

    /** What is passed on; empty if it ends in an error. */
    private static Optional<byte[]> passed(InputStream in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[64];
        try (ReplyLimit limit = new ReplyLimit(in, MAX_STRING)) {
            for (int count = limit.read(chunk, 0, chunk.length);
                    count >= 0;
                    count = limit.read(chunk, 0, chunk.length)) {
                out.write(chunk, 0, count);
            }
            return Optional.of(out.toByteArray());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
