package dev.parley.socketio.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The two-way index between the sockets of a node and their rooms. Thread-safe without a global lock: a member's rooms
 * are guarded by the member's own entry, and a room is made or removed in one atomic step of the map. So there is never
 * a room without members, and never a room with a member that has been removed.
 *
 * <p>Locks are always taken in the same order: first the member's entry, then the room's place in the map. No code
 * outside of this class is called under these locks.
 */
public final class Rooms {

    private final ConcurrentMap<Member, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Member>> rooms = new ConcurrentHashMap<>();

    /** The rooms of one member. The removal of the member closes the entry, so that a late join has no effect. */
    private static final class Entry {
        private final Set<String> joined = new HashSet<>(4);
        private boolean removed;
    }

    /** Adds a member. */
    public void add(Member member) {
        entries.putIfAbsent(member, new Entry());
    }

    /** Removes a member for good; returns the rooms that the member was in. */
    public Set<String> remove(Member member) {
        Entry entry = entries.remove(member);
        if (entry == null) {
            return Set.of();
        }
        synchronized (entry) {
            entry.removed = true;
            entry.joined.forEach(room -> takeOut(room, member));
            return Set.copyOf(entry.joined);
        }
    }

    /**
     * Adds a member to rooms, unless the member is gone. If a name is null, throws an exception and adds the member to
     * none of the rooms.
     *
     * @return the rooms in which it was not before
     */
    public List<String> join(Member member, Collection<String> names) {
        List<String> wanted = List.copyOf(names);
        Entry entry = entries.get(member);
        if (entry == null) {
            return List.of();
        }
        synchronized (entry) {
            if (entry.removed) {
                return List.of();
            }
            List<String> added = new ArrayList<>(wanted.size());
            for (String name : wanted) {
                if (entry.joined.add(name)) {
                    rooms.compute(name, (key, members) -> with(members, member));
                    added.add(name);
                }
            }
            return added;
        }
    }

    /** Removes a member from a room; false if the member was not in the room. */
    public boolean leave(Member member, String name) {
        Entry entry = entries.get(member);
        if (entry == null) {
            return false;
        }
        synchronized (entry) {
            if (entry.removed || !entry.joined.remove(name)) {
                return false;
            }
            takeOut(name, member);
            return true;
        }
    }

    /** The rooms of a member. */
    public Set<String> of(Member member) {
        Entry entry = entries.get(member);
        if (entry == null) {
            return Set.of();
        }
        synchronized (entry) {
            return Set.copyOf(entry.joined);
        }
    }

    /** Whether a member is in a room. */
    public boolean contains(String name, Member member) {
        return live(name).contains(member);
    }

    /** The members of a room, as a view that can be iterated while members join and leave. */
    public Set<Member> members(String name) {
        return Collections.unmodifiableSet(live(name));
    }

    /** The rooms that have members, as they are now. */
    public Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    /**
     * Calls an action once for each member that the options select.
     *
     * @return the number of calls
     */
    public int forEach(BroadcastOptions options, Consumer<Member> action) {
        if (options.rooms().size() == 1 && options.except().isEmpty()) {
            return all(live(options.rooms().iterator().next()), action);
        }
        Set<Member> done = new HashSet<>();
        options.except().forEach(name -> done.addAll(live(name)));
        int left = done.size();
        if (options.rooms().isEmpty()) {
            entries.keySet().forEach(member -> once(member, done, action));
        } else {
            options.rooms().forEach(name -> live(name).forEach(member -> once(member, done, action)));
        }
        return done.size() - left;
    }

    private static int all(Set<Member> members, Consumer<Member> action) {
        int count = 0;
        for (Member member : members) {
            action.accept(member);
            count++;
        }
        return count;
    }

    private static void once(Member member, Set<Member> done, Consumer<Member> action) {
        if (done.add(member)) {
            action.accept(member);
        }
    }

    private Set<Member> live(String name) {
        return rooms.getOrDefault(name, Set.of());
    }

    private void takeOut(String name, Member member) {
        rooms.computeIfPresent(name, (key, members) -> {
            members.remove(member);
            return members.isEmpty() ? null : members;
        });
    }

    private static Set<Member> with(Set<Member> members, Member member) {
        Set<Member> grown = members == null ? ConcurrentHashMap.newKeySet() : members;
        grown.add(member);
        return grown;
    }
}
