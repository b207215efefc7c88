package dev.parley.events.document;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * The constraints of Jakarta Validation that JSON Schema has keywords for. The others stay checks of the server. Those
 * with groups are left out, because they do not always apply.
 */
final class Constraints {

    private final Map<String, Object> keywords = new TreeMap<>();
    private final DataType type;

    private Constraints(DataType type) {
        this.type = type;
    }

    /** The type, with the constraints of these annotations if there are any. */
    static DataType apply(DataType type, Annotation... annotations) {
        if (type instanceof DataType.Maybe maybe) {
            return new DataType.Maybe(apply(maybe.value(), annotations));
        }
        Constraints constraints = new Constraints(type);
        for (Annotation annotation : annotations) {
            constraints.add(annotation);
        }
        return constraints.keywords.isEmpty() ? type : new DataType.Constrained(type, constraints.keywords);
    }

    private void add(Annotation annotation) {
        if (annotation instanceof Size size && size.groups().length == 0) {
            atLeast(size.min());
            if (size.max() != Integer.MAX_VALUE) {
                keywords.put(sized("max"), size.max());
            }
        } else if (annotation instanceof NotEmpty notEmpty && notEmpty.groups().length == 0) {
            atLeast(1);
        } else if (annotation instanceof NotBlank notBlank && notBlank.groups().length == 0) {
            atLeast(1);
            keywords.put("pattern", "\\S");
        } else if (annotation instanceof Pattern pattern
                && pattern.groups().length == 0
                && pattern.flags().length == 0) {
            // Jakarta Validation matches the whole text, JSON Schema looks for a part.
            keywords.put("pattern", "^(?:" + pattern.regexp() + ")$");
        } else if (annotation instanceof Email email && email.groups().length == 0) {
            keywords.put("format", "email");
        } else {
            addRange(annotation);
        }
    }

    private void addRange(Annotation annotation) {
        if (annotation instanceof Min min && min.groups().length == 0) {
            keywords.put("minimum", min.value());
        } else if (annotation instanceof Max max && max.groups().length == 0) {
            keywords.put("maximum", max.value());
        } else if (annotation instanceof DecimalMin min && min.groups().length == 0) {
            keywords.put(min.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(min.value()));
        } else if (annotation instanceof DecimalMax max && max.groups().length == 0) {
            keywords.put(max.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(max.value()));
        } else if (annotation instanceof Positive positive && positive.groups().length == 0) {
            keywords.put("exclusiveMinimum", 0);
        } else if (annotation instanceof PositiveOrZero positive && positive.groups().length == 0) {
            keywords.put("minimum", 0);
        } else if (annotation instanceof Negative negative && negative.groups().length == 0) {
            keywords.put("exclusiveMaximum", 0);
        } else if (annotation instanceof NegativeOrZero negative && negative.groups().length == 0) {
            keywords.put("maximum", 0);
        }
    }

    private void atLeast(int size) {
        if (size > 0) {
            keywords.merge(sized("min"), size, (one, other) -> Math.max((int) one, (int) other));
        }
    }

    private String sized(String bound) {
        if (type instanceof DataType.ListOf) {
            return bound + "Items";
        }
        return type instanceof DataType.MapOf ? bound + "Properties" : bound + "Length";
    }
}
