import { defineConfig, type Plugin } from "vitest/config";

/**
 * Lets tests run the example of test/seed, which stays as it was documented: imports what it forgot to, exports the
 * component, and puts a token where it says `your-auth-token`.
 */
const seed: Plugin = {
  name: "seed",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("/seed/ChatComponent.tsx")) {
      return null;
    }
    const withToken = code.replace("'your-auth-token'", "process.env.SEED_TOKEN");
    return `import { useEffect } from 'react';\n${withToken}\nexport { ChatComponent };\n`;
  },
};

/** Two suites: `unit` needs nothing, `server` a running Parley; HookIT starts one and says in the environment where. */
export default defineConfig({
  test: {
    fileParallelism: false,
    projects: [
      { test: { name: "unit", include: ["test/unit/*.test.{ts,tsx}"], testTimeout: 60_000 } },
      {
        plugins: [seed],
        test: {
          name: "server",
          include: ["test/server/*.test.{ts,tsx}"],
          environment: "jsdom",
          testTimeout: 60_000,
        },
      },
    ],
  },
});
