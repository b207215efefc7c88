package dev.parley.redis.messaging;

/**
 * The names of the channels of one namespace, as the Redis adapter of Node forms them.
 *
 * @param key the prefix of all names
 * @param namespace the namespace, starting with a slash
 */
record ChannelNames(String key, String namespace) {

    /** The channel for events to several rooms, or to everybody. */
    String broadcasts() {
        return key + "#" + namespace + "#";
    }

    /** The channel for events to a single room. */
    String room(String room) {
        return broadcasts() + room + "#";
    }

    /** The channel for requests. */
    String requests() {
        return key + "-request#" + namespace + "#";
    }

    /** The channel for answers to all nodes. */
    String responses() {
        return key + "-response#" + namespace + "#";
    }

    /** The channel for answers to one node. */
    String responses(String node) {
        return responses() + node + "#";
    }
}
