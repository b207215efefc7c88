package dev.parley.it;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps the failures of another team's resources. */
@Provider
public class GuestMapper implements ExceptionMapper<GuestFailure> {

    static final int STATUS = 418;

    @Override
    public Response toResponse(GuestFailure failure) {
        return Response.status(STATUS).entity("guest").type("text/plain").build();
    }
}
