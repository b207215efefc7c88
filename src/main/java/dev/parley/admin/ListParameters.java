package dev.parley.admin;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** The parameters that every list has. JAX-RS creates it for each request. */
public class ListParameters {

    @QueryParam("limit")
    @DefaultValue(ListQuery.DEFAULT_LIMIT)
    private String limit;

    @QueryParam("offset")
    @DefaultValue(ListQuery.DEFAULT_OFFSET)
    private String offset;

    @QueryParam("sort")
    private String sort;

    @QueryParam("search")
    private String search;

    /** For JAX-RS, which sets the fields. */
    public ListParameters() {}

    /** The query that the parameters ask for; they are not checked yet. */
    ListQuery query() {
        return new ListQuery(limit, offset, sort, search);
    }
}
