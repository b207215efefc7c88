package dev.parley.socketio.adapter;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The two-way index between the sockets of a node and their rooms. Thread-safe without a lock over the whole: a member's
 * rooms are guarded by its own entry, and a room lives and dies inside one atomic step of the map, so there is never a
 * room without members nor a member that has been removed.
 *
 * <p>Locks are taken in one order, the member's entry and then the room's place in the map, and nothing foreign is
 * called under them.
 */
public final class Rooms {

    private final ConcurrentMap<Member, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Member>> rooms = new ConcurrentHashMap<>();

    /** The rooms of one member; closed by its removal, so that a late join finds the door shut. */
    private static final class Entry {
        private final Set<String> joined = new HashSet<>(4);
        private boolean removed;
    }

    /** Takes a member in. */
    public void add(Member member) {
        entries.putIfAbsent(member, new Entry());
    }

    /** Takes a member out for good; returns the rooms that it was in. */
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

    /** Puts a member into rooms, unless it is gone; into none of them when one is null. */
    public void join(Member member, Collection<String> names) {
        List<String> wanted = List.copyOf(names);
        Entry entry = entries.get(member);
        if (entry == null) {
            return;
        }
        synchronized (entry) {
            if (entry.removed) {
                return;
            }
            for (String name : wanted) {
                if (entry.joined.add(name)) {
                    rooms.compute(name, (key, members) -> with(members, member));
                }
            }
        }
    }

    /** Takes a member out of a room; false when it was not in it. */
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

    /** The members of a room: a view, whose walk is not disturbed by who comes and goes. */
    public Set<Member> members(String name) {
        return Collections.unmodifiableSet(live(name));
    }

    /** The rooms that have members, as they are now. */
    public Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    /**
     * Calls an action for each member that the options name, once.
     *
     * @return how often that was
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
