package dev.parley.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Has Payara Micro deploy a second application next to its own, {@code POST ?name=NAME&war=FILE}, and undeploy it again,
 * {@code DELETE ?name=NAME}: there is no other way to do so in a server that runs. A {@code GET} takes a moment, so requests at the same
 * time have a thread each. For {@link SharedServerIT} and {@link RedeploymentIT}.
 */
@WebServlet("/neighbour")
public class NeighbourServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long MOMENT_MILLIS = 300;
    private static final String MICRO = "fish.payara.micro.PayaraMicro";
    private static final String RUNTIME = "fish.payara.micro.PayaraMicroRuntime";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        try {
            Class.forName(RUNTIME)
                    .getMethod("deploy", String.class, String.class, File.class)
                    .invoke(runtime(), name, "/" + name, new File(request.getParameter("war")));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Class.forName(RUNTIME).getMethod("undeploy", String.class).invoke(runtime(), request.getParameter("name"));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static Object runtime() throws ReflectiveOperationException {
        Object micro = Class.forName(MICRO).getMethod("getInstance").invoke(null);
        return Class.forName(MICRO).getMethod("getRuntime").invoke(micro);
    }
}
