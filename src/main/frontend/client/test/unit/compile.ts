import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The package's folder. */
export const root = join(import.meta.dirname, "../..");

const typescript = createRequire(import.meta.url).resolve("typescript/package.json");

/** The options of an application of the strictest kind. */
const options = {
  target: "ES2022",
  lib: ["ES2022", "DOM"],
  module: "ESNext",
  moduleResolution: "Bundler",
  jsx: "react-jsx",
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
  noEmit: true,
};

/**
 * What the compiler has to say about modules, in an application of the strictest kind: one line for each error, such as
 * `wrong.ts(4,7): error TS2345: …`.
 *
 * @param sources by file name; they are put into a folder of their own below the package's, where imports are resolved
 * @param more files of the package
 * @param others options of the compiler that are different
 */
export function diagnosticsOf(
  sources: Record<string, string>,
  more: string[] = [],
  others: Partial<typeof options> = {},
): string[] {
  const parent = join(root, "test/.compiled");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "sources-"));
  try {
    for (const [name, text] of Object.entries(sources)) {
      writeFileSync(join(folder, name), text);
    }
    const files = [...Object.keys(sources), ...more.map((name) => join(root, name))];
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...options, ...others }, files }));
    const { stdout, status, error } = spawnSync(
      process.execPath,
      [join(dirname(typescript), "bin/tsc"), "--project", folder, "--pretty", "false"],
      { cwd: folder, encoding: "utf8" },
    );
    const lines = stdout.split("\n").filter((line) => /^\S.*error TS/.test(line));
    if (error || (status !== 0 && lines.length === 0)) {
      throw new Error(`the compiler has not run: ${error ?? stdout}`);
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
