import { defineConfig } from "vite";

// Relative addresses, so that the WAR may be deployed below any context root. No inline script and no data: address, so
// that the server's Content-Security-Policy needs no exception.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../../../../target/console",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog(level, log, handle) {
        // "use client" in @parley/client is for frameworks that render on a server.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          handle(level, log);
        }
      },
    },
  },
});
