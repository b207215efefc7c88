package dev.parley.socketio.recovery;

/** Up to where every event has been handed to all its receivers. Immutable. */
public final class Handed {

    private final Mark mark;

    Handed(Mark mark) {
        this.mark = mark;
    }

    Mark mark() {
        return mark;
    }
}
