package dev.parley.transport;

/**
 * A place that a guard reserves for a session that is not open yet. Without reservations, a limit that counts only open
 * sessions would admit every request that comes before the first session is open. Either the session takes the place
 * and keeps it until its end, or the place is released because there will be no session. Thread-safe; nothing blocks or
 * throws.
 */
public interface Reservation {

    /** No reservation, for a route without a limit on sessions. */
    Reservation NONE = new Reservation() {
        @Override
        public boolean take() {
            return true;
        }

        @Override
        public void cancel() {}

        @Override
        public void end() {}
    };

    /**
     * Takes the place because the session is about to open. Called at most once.
     *
     * @return whether the session may open; false if the reservation has expired and its place has been released
     */
    boolean take();

    /**
     * Releases the place because there will be no session. Does nothing if the session has taken the place, or if the
     * place has been released.
     */
    void cancel();

    /** Releases the place because the session that took it has ended. */
    void end();
}
