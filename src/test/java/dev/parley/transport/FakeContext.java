package dev.parley.transport;

import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;

/** A servlet context that a test makes up; it has attributes and nothing else. */
public final class FakeContext extends FakeServletObject {

    private final Map<String, Object> attributes = new HashMap<>();

    /** Sets an attribute. */
    public FakeContext attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    Object getAttribute(String name) {
        return attributes.get(name);
    }

    /** The context as a servlet sees it. */
    ServletContext toServlet() {
        return as(ServletContext.class);
    }
}
