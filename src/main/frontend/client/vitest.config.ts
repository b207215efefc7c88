import { defineConfig } from "vitest/config";

/** Two suites: `unit` needs nothing, `server` a running Parley; HookIT starts one and says in the environment where. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/*.test.{ts,tsx}"], testTimeout: 60_000 } },
      {
        test: {
          name: "server",
          include: ["test/server/*.test.{ts,tsx}"],
          environment: "jsdom",
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
