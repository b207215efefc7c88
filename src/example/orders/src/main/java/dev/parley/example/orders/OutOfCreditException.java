package dev.parley.example.orders;

/** A trader has ordered more than there is credit for. As a runtime exception it rolls the transaction back. */
public class OutOfCreditException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int limit;

    public OutOfCreditException(int limit) {
        super("the limit is " + limit);
        this.limit = limit;
    }

    /** How much a trader may have ordered in all. */
    public int limit() {
        return limit;
    }
}
