import { join } from "node:path";
import ts from "typescript";

/** The package's folder. */
export const root = join(import.meta.dirname, "../..");

/** What is on the disk, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler has to say about modules, in an application of the strictest kind.
 *
 * @param sources by file name, as if they were in the package's folder
 * @param more files that exist
 */
export function diagnosticsOf(sources: Record<string, string>, more: string[] = []): string[] {
  const files = new Map(Object.entries(sources).map(([name, text]) => [join(root, name), text]));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    if (text !== undefined) {
      return ts.createSourceFile(name, text, version);
    }
    if (!parsed.has(name)) {
      parsed.set(name, getSourceFile(name, version, ...rest));
    }
    return parsed.get(name);
  };
  const program = ts.createProgram([...files.keys(), ...more.map((name) => join(root, name))], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const place = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    return `${diagnostic.file?.fileName}:${(place?.line ?? 0) + 1} ${message}`;
  });
}
