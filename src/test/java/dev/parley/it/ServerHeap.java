package dev.parley.it;

import dev.parley.it.server.Jcmd;
import java.util.Map;
import java.util.stream.Collectors;

/** What is alive in the heap of a server after a collection of all that is not, by the JDK's own {@code jcmd}. */
final class ServerHeap {

    private static final int INSTANCES = 1;
    private static final int CLASS = 3;

    private ServerHeap() {}

    /**
     * How many objects there are of each class.
     *
     * @param pid of the server's process
     * @param prefix of the names of the classes
     */
    static Map<String, Long> instances(long pid, String prefix) {
        return Jcmd.run(pid, "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > CLASS && fields[CLASS].startsWith(prefix))
                .collect(Collectors.toMap(fields -> fields[CLASS], fields -> Long.parseLong(fields[INSTANCES])));
    }
}
