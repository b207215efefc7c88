package dev.parley.it;

import dev.parley.admission.DrainingGuard;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Takes the node out of service, as its end does. For {@link ReadinessIT}. */
@WebServlet("/drain")
public class DrainServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient DrainingGuard draining;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        draining.drain();
    }
}
