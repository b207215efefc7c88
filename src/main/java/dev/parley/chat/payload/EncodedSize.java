package dev.parley.chat.payload;

import jakarta.json.JsonObject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;

/** Limits the size of a JSON object, written as UTF-8. Null is valid. */
@Documented
@Constraint(validatedBy = EncodedSize.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EncodedSize {

    /** The largest size of metadata, in bytes. */
    int MAX_METADATA = 4096;

    /** The error message for metadata that is too large. */
    String METADATA_TOO_LARGE = "must not have more than 4096 bytes as JSON";

    /** The largest size, in bytes. */
    int max();

    /** The error message. */
    String message();

    /** The validation groups. */
    Class<?>[] groups() default {};

    /** The validation payload. */
    Class<? extends Payload>[] payload() default {};

    /** Checks the rule. */
    final class Check implements ConstraintValidator<EncodedSize, JsonObject> {

        private int max;

        @Override
        public void initialize(EncodedSize constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(JsonObject value, ConstraintValidatorContext context) {
            return value == null || value.toString().getBytes(StandardCharsets.UTF_8).length <= max;
        }
    }
}
