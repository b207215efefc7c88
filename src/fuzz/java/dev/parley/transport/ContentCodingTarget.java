package dev.parley.transport;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.util.Locale;

/** Any {@code Accept-Encoding}: a form that it names, or none. */
public final class ContentCodingTarget {

    private ContentCodingTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String accepted = new Input(bytes).header();
        Cost.bounded(accepted.length(), () -> check(accepted));
    }

    private static void check(String accepted) {
        ContentCoding coding = ContentCoding.preferred(accepted);
        boolean named =
                accepted.contains("*") || accepted.toLowerCase(Locale.ROOT).contains(coding.token());
        if (coding != ContentCoding.IDENTITY && !named) {
            throw new AssertionError("a form that nobody asked for");
        }
    }
}
