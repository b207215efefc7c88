package dev.parley.example.orders;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What everybody may know of a book, for programs that speak HTTP only. */
@Path("books")
@RequestScoped
public class BooksResource {

    @Inject
    private OrderBook book;

    /** How much has been ordered in a book by all traders. */
    @GET
    @Path("{book}/total")
    @Produces(MediaType.TEXT_PLAIN)
    public int total(@PathParam("book") String name) {
        return book.totalOf(name);
    }
}
