package dev.parley.engine.codec;

/** Computes the size of text in UTF-8 without encoding it. */
public final class Utf8 {

    private Utf8() {}

    /**
     * The number of bytes of the text in UTF-8; a lone surrogate counts as the replacement character, which has one
     * byte.
     */
    public static int length(CharSequence text) {
        int chars = text.length();
        int bytes = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < chars && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2;
                i++;
            }
        }
        return bytes;
    }
}
