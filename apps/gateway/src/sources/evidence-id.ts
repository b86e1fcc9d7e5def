import { applyDecorators, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { EVIDENCE_ID, type AgentHome } from '@raptor/contracts';
import { AppError } from '@raptor/platform';

/** An id of evidence in the path. One that is none names nothing: 404, as for any other id that is not there. */
export const EvidenceId = (): ParameterDecorator =>
  Param('id', {
    transform: (value: unknown): string => {
      if (typeof value === 'string' && EVIDENCE_ID.test(value)) return value;
      throw new AppError('RESOURCE_NOT_FOUND', 'id in the path is not an id of evidence');
    },
  });

export const ApiEvidenceId = (): MethodDecorator =>
  applyDecorators(
    ApiParam({
      name: 'id',
      schema: { type: 'string', pattern: EVIDENCE_ID.source, example: `research:${'0'.repeat(64)}` },
    }),
  );

/** The service that keeps it: the id begins with it. */
export const keeperOf = (id: string): AgentHome => id.slice(0, id.indexOf(':')) as AgentHome;
