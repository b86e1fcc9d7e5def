import { schemaFromGoogleTypes } from './from-google-types';

const declare = (container: string): string => `
  export interface Schema$Service {
    /** Required. The spec. */
    spec?: Schema$Spec;
    /** Communicates the state. */
    status?: Schema$Status;
  }
  export interface Schema$WorkerPool { metadata?: Schema$ObjectMeta; }
  export interface Schema$Job { name?: string | null; }
  export interface Schema$Spec {
    ${container}
  }
  export interface Schema$ObjectMeta {
    /** Keys. * \`run.googleapis.com/cpu-throttling\`: Revision. * \`run.googleapis.com/ingress\`: Service, Instance. */
    annotations?: {[key: string]: string} | null;
  }`;

describe('schemaFromGoogleTypes', () => {
  it('follows references and closes objects', () => {
    const schema = schemaFromGoogleTypes(
      declare('count?: number | null; names?: string[] | null; on?: boolean | null;'),
    );
    expect(schema.definitions).toMatchObject({
      Service: { additionalProperties: false, properties: { spec: { $ref: '#/definitions/Spec' } } },
      Spec: {
        additionalProperties: false,
        properties: {
          count: { type: 'integer' },
          names: { type: 'array', items: { type: 'string' } },
          on: { type: 'boolean' },
        },
      },
    });
  });

  it('leaves out what Cloud Run does not take', () => {
    const schema = schemaFromGoogleTypes(
      declare('/** Not supported by Cloud Run. */ securityContext?: string | null;'),
    );
    expect(schema.definitions).toMatchObject({ Spec: { properties: {} } });
    expect(JSON.stringify(schema)).not.toMatch(/securityContext|status/);
  });

  it('knows which resource accepts which annotation', () => {
    expect(schemaFromGoogleTypes(declare('')).annotations).toEqual({
      Revision: ['run.googleapis.com/cpu-throttling'],
      Service: ['run.googleapis.com/ingress'],
      Instance: ['run.googleapis.com/ingress'],
    });
  });

  it('refuses a file that is not the types of the API, and types it does not know', () => {
    expect(() => schemaFromGoogleTypes('export const nothing = 1;')).toThrow('Is this v1.ts of @googleapis/run?');
    expect(() => schemaFromGoogleTypes(declare('when?: bigint;'))).toThrow('bigint');
  });
});
