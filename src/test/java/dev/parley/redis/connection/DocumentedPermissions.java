package dev.parley.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rules of {@code ACL SETUSER} in the table of cluster.md, from which an operator copies them. */
public final class DocumentedPermissions {

    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "cluster.md");
    private static final String CHAPTER = "\n## What Redis must allow\n";
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| `([^`]+)` \\|$", Pattern.MULTILINE);
    private static final Pattern WIRE = Pattern.compile("by `(pubsub|sharded|streams)`");
    private static final String OPTIONAL = "(optional)";
    private static final String CLUSTER = "a Redis Cluster";

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    /** Reads the document. */
    public DocumentedPermissions() {
        try {
            String document = Files.readString(DOCUMENT);
            int start = document.indexOf(CHAPTER);
            String chapter = document.substring(start, document.indexOf("\n## ", start + 1));
            ROW.matcher(chapter).results().forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(rows).hasSizeGreaterThan(5).containsKey(CLUSTER);
    }

    private void add(MatchResult row) {
        List<String> rules = Arrays.asList(row.group(2).replace("\\|", "|").split(" "));
        if (rules.stream().allMatch(rule -> rule.matches("resetchannels|[-+~&].+"))) {
            rows.put(row.group(1).strip(), rules);
        }
    }

    private static boolean isFor(String row, RedisWire wire) {
        return WIRE.matcher(row).results().allMatch(named -> named.group(1).equals(wire.text()));
    }

    /** What is needed, in the order of the document. */
    public List<String> needed(RedisWire wire) {
        List<String> all = new ArrayList<>();
        rows.forEach((row, rules) -> {
            if (isFor(row, wire) && !row.contains(OPTIONAL) && !row.equals(CLUSTER)) {
                all.addAll(rules);
            }
        });
        return all;
    }

    /** What is needed, and what is optional. */
    public List<String> all(RedisWire wire) {
        List<String> all = new ArrayList<>(needed(wire));
        rows.forEach((row, rules) -> {
            if (row.contains(OPTIONAL)) {
                all.addAll(rules);
            }
        });
        return all;
    }

    /** What a Redis Cluster needs besides. */
    public List<String> ofACluster() {
        return rows.get(CLUSTER);
    }
}
