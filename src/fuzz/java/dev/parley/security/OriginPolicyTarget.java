package dev.parley.security;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any list of origins, origin and host (a line each): who is let in is on the list or the server's own page. */
public final class OriginPolicyTarget {

    private static final OriginPolicy OF_ONE = OriginPolicy.parse("https://chat.example.org");

    private OriginPolicyTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<String> lines = input.split('\n', 3).stream()
                .map(line -> new String(line, StandardCharsets.ISO_8859_1))
                .toList();
        Cost.bounded(input.bytes().length, () -> check(lines));
    }

    private static void check(List<String> lines) {
        String list = lines.get(0);
        String origin = lines.size() > 1 ? lines.get(1) : list;
        String host = lines.size() > 2 ? lines.get(2) : "";
        canonical(origin);
        boolean own = origin.equalsIgnoreCase("http://" + host) || isDefaultPort(origin, host);
        if (OF_ONE.allows(Optional.of(origin), "http", host) && !own) {
            boolean listed = origin.equalsIgnoreCase("https://chat.example.org")
                    || origin.matches("(?i)https://chat\\.example\\.org:0{0,2}443");
            require(listed, "let in for no reason");
        }
        LoopbackHost.isInHeader(host);
        try {
            OriginPolicy policy = OriginPolicy.parse(list);
            OriginPolicy.parseForDevelopment(list).allows(Optional.of(origin), "http", host);
            boolean allowed = policy.allows(Optional.of(origin), "http", host);
            boolean any = list.strip().equals("*");
            require(allowed || !any, "all are let in by the star");
            require(
                    allowed
                            == policy.allowedOriginHeader(Optional.of(origin), "http", host)
                                    .isPresent(),
                    "CORS says the same");
            require(
                    !policy.allowsCredentials(Optional.of(origin), "http", host)
                            || Origin.parse(origin).isPresent(),
                    "of an origin");
        } catch (IllegalArgumentException e) {
            require(e.getMessage().indexOf('\n') < 0 && e.getMessage().length() < 400, "one short line");
        }
    }

    private static boolean isDefaultPort(String origin, String host) {
        Optional<Origin> page = Origin.parse(origin);
        Optional<Origin> server = Origin.parse("http://" + host);
        return page.isPresent() && page.equals(server);
    }

    /** An origin that is written out is the same origin. */
    private static void canonical(String text) {
        Origin.parse(text).ifPresent(origin -> {
            String written = origin.scheme() + "://" + origin.host() + (origin.port() == 0 ? "" : ":" + origin.port());
            require(Origin.parse(written).equals(Optional.of(origin)), "the same origin again");
        });
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }
}
