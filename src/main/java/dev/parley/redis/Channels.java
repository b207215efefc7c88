package dev.parley.redis;

/**
 * The names of the channels of one namespace, as the Redis adapter of Node makes them.
 *
 * @param key what all of them begin with
 * @param namespace starting with a slash
 */
record Channels(String key, String namespace) {

    /** For events to several rooms, or to everybody. */
    String broadcasts() {
        return key + "#" + namespace + "#";
    }

    /** For events to a single room. */
    String room(String room) {
        return broadcasts() + room + "#";
    }

    /** For requests. */
    String requests() {
        return key + "-request#" + namespace + "#";
    }

    /** For answers that everybody gets. */
    String responses() {
        return key + "-response#" + namespace + "#";
    }

    /** For answers that one node gets. */
    String responses(String node) {
        return responses() + node + "#";
    }
}
