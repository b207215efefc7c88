package dev.parley.engine;

/** What an application may throw at the engine. */
enum Failure {
    EXCEPTION {
        @Override
        void happen() {
            throw new IllegalStateException("on purpose");
        }
    },
    DEEP_RECURSION {
        @Override
        void happen() {
            throw new StackOverflowError("on purpose");
        }
    },
    MISSING_CLASS {
        @Override
        void happen() {
            throw new NoClassDefFoundError("on purpose");
        }
    };

    abstract void happen();
}
