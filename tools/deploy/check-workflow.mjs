// What GitHub itself would say of a workflow: unknown keys, wrong types, needs without a job, broken expressions.
//   node tools/deploy/check-workflow.mjs .github/workflows/ci.yml
// prints a JSON array of problems. A program of its own because GitHub's parser is made for bundlers: an ES module, which
// Jest cannot load, that imports JSON without saying so, which Node takes only from a hook.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { basename } from 'node:path';

const hook = `export const resolve = async (specifier, context, next) => ({
  ...(await next(specifier, context)),
  ...(specifier.endsWith('.json') ? { importAttributes: { type: 'json' } } : {}),
});`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

const [path] = process.argv.slice(2);
const file = { name: basename(path), content: readFileSync(path, 'utf8') };
const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
if (value) await convertWorkflowTemplate(context, value);
console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));
