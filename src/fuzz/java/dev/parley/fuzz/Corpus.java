package dev.parley.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that are kept of a target: a text file, an input in base64 a line, short ones first. */
final class Corpus {

    /** What an input may have, and how many there may be: a second for all of them in the ordinary tests. */
    private static final int LONGEST = 600;

    private static final int MOST = 160;

    private Corpus() {}

    static List<byte[]> of(Path folder, Target target) throws IOException {
        return Files.readAllLines(file(folder, target)).stream()
                .map(Base64.getDecoder()::decode)
                .toList();
    }

    /** Writes the inputs in one directory as a file of ours. */
    static void keep(Path folder, Target target, Path directory) throws IOException {
        List<String> lines = files(directory).stream()
                .map(Corpus::read)
                .filter(input -> input.length <= LONGEST && target.keeps(input))
                .sorted(Comparator.<byte[]>comparingInt(input -> input.length).thenComparing(Arrays::compare))
                .limit(MOST)
                .map(Base64.getEncoder()::encodeToString)
                .toList();
        Files.write(file(folder, target), lines);
    }

    /** Writes the inputs as files that the fuzzer reads. */
    static void unpack(Path folder, Target target, Path directory) throws IOException {
        int number = 0;
        for (byte[] input : of(folder, target)) {
            Files.write(directory.resolve("kept-" + number++), input);
        }
    }

    private static Path file(Path folder, Target target) {
        return folder.resolve(target.name() + ".txt");
    }

    private static Collection<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
