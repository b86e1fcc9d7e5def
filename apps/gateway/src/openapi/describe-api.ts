import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ERROR_CODES } from '@raptor/contracts';
import { GROUPS } from './api-groups';
import { eachOperation, isRef, schemaOf, type Description } from './description-types';
import { exampleOf } from './example-of';
import { describeHealth } from './health-operations';
import { requestModelsOf, type RequestModels } from './request-models';
import { shareAnswers } from './shared-answers';
import { describeBounds } from './validated-bounds';

const ABOUT = `AI marketing operations: campaigns, agents, approvals, money.

- **Sign-in**: \`Authorization: Bearer\` with an access token of \`POST /api/v1/auth/login\`, or with an API key. The workspace is the token's.
- **Roles**: viewer, analyst, operator, admin; each may do what those before it may. \`x-role\` of an operation is the least that is needed; an API key also needs its \`x-scope\`.
- **Again, safely**: a POST may carry an \`Idempotency-Key\`. With the same key the same request is done once and answered alike, for a day.
- **Changes that do not overwrite others**: send the \`ETag\` of what you read as \`If-Match\`; 412 says that somebody was faster.
- **Lists** answer \`{items, next_cursor}\`; ask on with \`?cursor=\` until it is null.
- **Errors** are RFC 9457 problem details: switch on \`code\`, show \`detail\`, do what \`suggestion\` says, quote \`request_id\`.
- **Limits** are in \`X-RateLimit-*\`; 429 and 503 say when to come back in \`Retry-After\`.
- New fields, new values and new codes may come at any time. Nothing is taken away within v1.`;

/** The API as it is: what the controllers declare, and what holds for all of them. */
export function describeApi(app: INestApplication, version: string): Description {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('RaptorFlow Codex')
    .setDescription(ABOUT)
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token' }, 'bearer')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'key', description: 'An API key' }, 'api_key');
  Object.entries(GROUPS).forEach(([name, description]) => builder.addTag(name, description));
  // As it is served, and none of it any more what decorators hold.
  const description = JSON.parse(JSON.stringify(SwaggerModule.createDocument(app, builder.build()))) as Description;
  describeHealth(description);
  describeRequests(description, requestModelsOf(app));
  forgetUsualHeaders(description);
  describeUpgrades(description);
  describeCodes(description);
  describeScopes(description);
  shareAnswers(description);
  giveExamples(description);
  forgetUnused(description);
  return inOrder(description);
}

function describeRequests(description: Description, { bodies, queries }: RequestModels): void {
  for (const [name, model] of bodies) {
    const schema = description.components?.schemas?.[name];
    if (schema) describeBounds(model, schemaOf(description, schema).properties ?? {});
  }
  eachOperation(description, ({ operationId = '', parameters = [] }) => {
    const asked = parameters.flatMap((given) => (isRef(given) || given.in !== 'query' ? [] : [given]));
    const properties = Object.fromEntries(asked.map(({ name, schema = {} }) => [name, schema]));
    queries.get(operationId)?.forEach((model) => {
      describeBounds(model, properties);
    });
  });
}

/** What every client sends anyway is no parameter, even where somebody looks at it. */
const USUAL_HEADERS = new Set(['user-agent', 'authorization', 'accept', 'content-type']);

function forgetUsualHeaders(description: Description): void {
  eachOperation(description, (operation) => {
    operation.parameters = operation.parameters?.filter(
      (given) => isRef(given) || given.in !== 'header' || !USUAL_HEADERS.has(given.name.toLowerCase()),
    );
  });
}

/** What becomes another protocol answers nothing besides. */
function describeUpgrades(description: Description): void {
  eachOperation(description, ({ responses }) => {
    if (responses['101']) delete responses['204'];
  });
}

/** The codes there are, for those who switch on them. */
function describeCodes({ components }: Description): void {
  const problem = components?.schemas?.['Problem'];
  if (!problem || isRef(problem)) return;
  const { code, status } = problem.properties ?? {};
  if (code) Object.assign(code, { enum: Object.keys(ERROR_CODES) });
  if (status) Object.assign(status, { type: 'integer' });
}

/** An API key is for reading or for writing, group by group. */
function describeScopes(description: Description): void {
  eachOperation(description, (operation, method) => {
    if (!operation.security?.length) return;
    const scope = `${operation.tags?.[0]}:${method === 'get' ? 'read' : 'write'}`;
    operation['x-scope'] = scope;
    operation.security = [{ bearer: [] }, { api_key: [scope] }];
  });
}

function giveExamples(description: Description): void {
  eachOperation(description, ({ requestBody, responses }) => {
    const answers = Object.values(responses).flatMap((answer) => (answer && !isRef(answer) ? [answer] : []));
    const bodies = requestBody && !isRef(requestBody) ? [requestBody] : [];
    for (const { content = {} } of [...bodies, ...answers])
      for (const media of Object.values(content))
        if (media.schema && !media.examples) media.example ??= exampleOf(description, media.schema);
  });
}

/** Schemas that no operation speaks of: of what comes over the bus. */
function forgetUnused(description: Description): void {
  const schemas = description.components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name] ?? {});
    }
  };
  visit([description.paths, description.components?.responses]);
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
}

/** Alike whatever the order of modules and controllers: a change shows as what it is. */
function inOrder({ openapi, info, servers, tags, paths, components, ...more }: Description): Description {
  const { schemas = {}, responses = {}, ...others } = components ?? {};
  return {
    ...{ openapi, info, servers, tags },
    paths: byName(paths),
    components: { ...others, responses: byName(responses), schemas: byName(schemas) },
    ...more,
  };
}

const byName = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
