package dev.parley.transport.websocket;

import dev.parley.engine.codec.Utf8;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.util.Arrays;
import java.util.List;

/** A message in any pieces is the message in one piece, and is refused when that one is. */
public final class MessageAssemblerTarget {

    private static final int LIMIT = 300;

    private MessageAssemblerTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        Cost.bounded(input.bytes().length, () -> {
            MessageAssembler assembler = new MessageAssembler(() -> LIMIT);
            // Twice: nothing of the first may be left.
            for (int i = 0; i < 2; i++) {
                text(assembler, input.text());
                binary(assembler, input.bytes(), input.pieces());
            }
        });
    }

    private static void text(MessageAssembler assembler, String text) {
        boolean fits = Utf8.length(text) <= LIMIT;
        try {
            String whole = null;
            List<String> pieces = Input.pieces(text);
            for (int i = 0; i < pieces.size(); i++) {
                whole = assembler.text(pieces.get(i), i == pieces.size() - 1);
            }
            if (!pieces.isEmpty() && (!fits || !text.equals(whole))) {
                throw new AssertionError("another text");
            }
        } catch (MessageAssembler.MessageRefusedException e) {
            requireRefusal(fits);
        }
    }

    private static void binary(MessageAssembler assembler, byte[] bytes, List<byte[]> pieces) {
        boolean fits = bytes.length <= LIMIT;
        try {
            byte[] whole = null;
            for (int i = 0; i < pieces.size(); i++) {
                whole = assembler.binary(pieces.get(i), i == pieces.size() - 1);
            }
            if (!pieces.isEmpty() && (!fits || !Arrays.equals(bytes, whole))) {
                throw new AssertionError("other bytes");
            }
        } catch (MessageAssembler.MessageRefusedException e) {
            requireRefusal(fits);
        }
    }

    private static void requireRefusal(boolean fits) {
        if (fits) {
            throw new AssertionError("refused for how it was cut");
        }
    }
}
