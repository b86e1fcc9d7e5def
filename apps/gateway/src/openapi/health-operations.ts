import type { Description, Operation, Schema } from './description-types';

const state = (values: string[]): Schema => ({ type: 'string', enum: values });
const text: Schema = { type: 'string' };

const json = (properties: Record<string, Schema>) => ({
  content: { 'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } } },
});

const DEPENDENCIES: Schema = {
  type: 'array',
  description: 'What it depends on, and how each does',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', example: 'postgres' },
      state: state(['up', 'degraded', 'down']),
      reason: text,
    },
    required: ['name', 'state'],
  },
};

const READINESS = json({
  status: state(['ready', 'not_ready', 'leaving']),
  service: text,
  dependencies: DEPENDENCIES,
});

/** What the controllers of the platform, which knows no OpenAPI, answer. */
const HEALTH: Readonly<Record<string, Partial<Operation>>> = {
  '/healthz': {
    operationId: 'getHealth',
    summary: 'Whether the process is alive',
    responses: {
      200: {
        description: 'It is, whatever its dependencies do',
        ...json({ status: state(['alive']), service: text, replica: text, version: text }),
      },
    },
  },
  '/readyz': {
    operationId: 'getReadiness',
    summary: 'Whether the service can do its work',
    responses: {
      200: { description: 'It can', ...READINESS },
      503: { description: 'A dependency is missing; the answer names it', ...READINESS },
    },
  },
  '/metrics': {
    operationId: 'getMetrics',
    summary: 'Its numbers, for Prometheus',
    responses: {
      200: { description: 'The text format of Prometheus', content: { 'text/plain': { schema: text } } },
    },
  },
};

export function describeHealth(description: Description): void {
  for (const [path, said] of Object.entries(HEALTH)) {
    const operation = description.paths[path]?.get;
    if (operation) Object.assign(operation, said, { tags: ['health'], 'x-role': 'public', security: [] });
  }
}
