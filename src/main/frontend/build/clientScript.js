/**
 * Puts the stock browser client beside the class that serves it: the files of its npm package, each of them compressed as well,
 * and the number of its version.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const FILES = ["socket.io.js", "socket.io.min.js", "socket.io.esm.min.js"];

const description = createRequire(import.meta.url).resolve("socket.io-client/package.json");
const target = join(import.meta.dirname, "../../../../target/classes/dev/parley/transport/socket.io-client");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of FILES.flatMap((file) => [file, `${file}.map`])) {
  const content = readFileSync(join(description, "../dist", name));
  writeFileSync(join(target, name), content);
  writeFileSync(join(target, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(
    join(target, `${name}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
}
writeFileSync(join(target, "version"), JSON.parse(readFileSync(description, "utf8")).version);
