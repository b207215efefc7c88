package dev.parley.it;

/** A failure that only the other team's {@link GuestMapper} knows. */
public class GuestFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
