package dev.parley.chat.payload;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A valid room name: 1 to 128 UTF-16 units, not blank, without control characters (of ASCII or Latin-1), and without an
 * unpaired surrogate, because it could not be sent to other nodes. Null is valid here; other constraints refuse it.
 */
@Documented
@Constraint(validatedBy = RoomName.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RoomName {

    /** The longest name, in UTF-16 units, as JavaScript counts them. */
    int MAX_LENGTH = 128;

    /** The error message. */
    String message() default "must be 1 to 128 characters, not blank, without control characters";

    /** The validation groups. */
    Class<?>[] groups() default {};

    /** The validation payload. */
    Class<? extends Payload>[] payload() default {};

    /** Checks the rule. */
    final class Check implements ConstraintValidator<RoomName, String> {

        @Override
        public boolean isValid(String name, ConstraintValidatorContext context) {
            return name == null || isRoomName(name);
        }

        private static boolean isRoomName(String name) {
            return name.length() <= MAX_LENGTH
                    && name.codePoints().noneMatch(Check::isForbidden)
                    && !name.codePoints().allMatch(Check::isBlank);
        }

        private static boolean isForbidden(int character) {
            int type = Character.getType(character);
            return type == Character.CONTROL || type == Character.SURROGATE;
        }

        private static boolean isBlank(int character) {
            return Character.isWhitespace(character) || Character.isSpaceChar(character);
        }
    }
}
