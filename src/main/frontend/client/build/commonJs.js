/**
 * Makes the package as CommonJS, for Jest and others that take no ES modules: each module of `dist` for itself, with its types,
 * in `dist/commonjs`. With `--clean` takes that away.
 *
 * The compiler cannot do this, because CommonJS has no `import.meta`. Here it becomes an empty object, so that the values that
 * Vite would put in are missing, as they are in Jest.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const modules = join(import.meta.dirname, "../dist");
const target = join(modules, "commonjs");

rmSync(target, { recursive: true, force: true });
if (!process.argv.includes("--clean")) {
  const files = readdirSync(modules, { recursive: true });
  await build({
    entryPoints: files.filter((file) => file.endsWith(".js")).map((file) => join(modules, file)),
    outbase: modules,
    outdir: target,
    format: "cjs",
    platform: "neutral",
    target: "es2022",
    logOverride: { "empty-import-meta": "silent" },
  });
  for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(modules, file), join(target, file));
  }
  writeFileSync(join(target, "package.json"), '{ "type": "commonjs" }\n');
}
