package dev.parley.transport;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.util.Map;

/** Any query of a request: each parameter has one value or is known to be repeated, and never both. */
public final class QueryStringTarget {

    private QueryStringTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String query = new Input(bytes).header();
        Cost.bounded(query.length(), () -> check(query));
    }

    private static void check(String query) {
        QueryString parsed = QueryString.parse(query);
        Map<String, String> values = parsed.valuesWithout("sid");
        for (Map.Entry<String, String> parameter : values.entrySet()) {
            String name = parameter.getKey();
            require(!parsed.isRepeated(name), "a repeated one has no value");
            require(parsed.value(name).equals(java.util.Optional.of(parameter.getValue())), "one value");
            require(parsed.isSet(name) == !parameter.getValue().isEmpty(), "set with a value");
        }
        for (String name : new String[] {"sid", "EIO", "transport", "t", ""}) {
            require(!(parsed.isRepeated(name) && parsed.value(name).isPresent()), "repeated or with a value");
        }
        // Another parameter in front or behind changes none of them, and each one given again is repeated.
        QueryString twice = QueryString.parse(query + "&" + query);
        values.keySet().forEach(name -> require(twice.isRepeated(name), "repeated when it is given again"));
        require(twice.valuesWithout("").isEmpty(), "no value when all are given again");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not " + what);
        }
    }
}
