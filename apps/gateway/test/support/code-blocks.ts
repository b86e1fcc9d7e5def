import { transformSync } from '@swc/core';

/** The code of one language in a page of Markdown, in its order, as one text. */
export const codeIn = (page: string, language: string): string =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .flatMap(([, of, code = '']) => (of === language ? [code] : []))
    .join('\n');

const IMPORTS = /^import [^;]+;$/gm;

/** A module with `await` at its top, as a function: what it imports comes from `modules`, what it prints goes to `print`. */
export function runnable(
  code: string,
  modules: Readonly<Record<string, unknown>>,
): (print: (...words: unknown[]) => void) => Promise<void> {
  const imports = (code.match(IMPORTS) ?? []).join('\n');
  const body = `${imports}\nexport async function run(console) {\n${code.replace(IMPORTS, '')}\n}`;
  const { code: script } = transformSync(body, {
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  const exported: { run?: (console: { log: (...words: unknown[]) => void }) => Promise<void> } = {};
  const required = (name: string): unknown => {
    if (name in modules) return modules[name];
    throw new Error(`The code needs ${name}, which nobody gives it`);
  };
  new Function('exports', 'require', script)(exported, required);
  return async (print) => exported.run?.({ log: print });
}
