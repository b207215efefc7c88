/** Puts the project's licence into the package while that is packed; with `--clean` takes it away again. */
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const target = join(import.meta.dirname, "../LICENSE");

if (process.argv.includes("--clean")) {
  rmSync(target, { force: true });
} else {
  copyFileSync(join(import.meta.dirname, "../../../../../LICENSE"), target);
}
