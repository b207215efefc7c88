package dev.parley.transport.polling;

/**
 * What the polls and the POSTs of one session share. This object is the monitor that guards its fields, and those of
 * {@link Polls} and {@link Posts}: a request is taken, and the transport ends, in one step that no other thread sees
 * half done. Nobody answers a request or calls the session while holding it.
 */
final class PollingState {

    /** Whether the transport has ended: no more requests are taken. It stays so. */
    boolean over;

    /** Whether the client is changing to another transport: requests must not wait for long. */
    boolean paused;
}
