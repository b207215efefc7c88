package dev.parley.events.declaration;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;

/** An array of a class with type arguments. */
record GenericArray(Type component) implements GenericArrayType {

    @Override
    public Type getGenericComponentType() {
        return component;
    }

    @Override
    public String getTypeName() {
        return component.getTypeName() + "[]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GenericArrayType that && component.equals(that.getGenericComponentType());
    }

    @Override
    public int hashCode() {
        return component.hashCode();
    }
}
