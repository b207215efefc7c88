import { defineConfig } from "vitest/config";

/** One suite, which needs neither a browser nor a server. */
export default defineConfig({ test: { name: "unit", include: ["test/unit/*.test.{ts,tsx}"] } });
