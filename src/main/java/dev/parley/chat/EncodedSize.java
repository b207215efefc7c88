package dev.parley.chat;

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

/** A JSON object that is short enough once it is written as UTF-8. Null is short enough. */
@Documented
@Constraint(validatedBy = EncodedSize.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EncodedSize {

    /** The most that metadata may have, in bytes. */
    int MAX_METADATA = 4096;

    /** What is wrong with metadata that has more. */
    String METADATA_TOO_LARGE = "must not have more than 4096 bytes as JSON";

    /** In bytes. */
    int max();

    /** What is wrong. */
    String message();

    /** The validation groups. */
    Class<?>[] groups() default {};

    /** The validation payload. */
    Class<? extends Payload>[] payload() default {};

    /** The rule itself. */
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
