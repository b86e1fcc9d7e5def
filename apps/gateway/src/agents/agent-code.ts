import { applyDecorators, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isAgentCode, type AgentCode } from '@raptor/contracts';
import { AppError } from '@raptor/platform';

/** The code of an agent in the path. @throws AppError AGENT_UNKNOWN for one that is not on the roster. */
export const Code = (): ParameterDecorator =>
  Param('code', {
    transform: (value: unknown): AgentCode => {
      if (typeof value === 'string' && isAgentCode(value)) return value;
      throw new AppError('AGENT_UNKNOWN', 'The code in the path is not on the roster');
    },
  });

export const ApiCode = (): MethodDecorator =>
  applyDecorators(
    ApiParam({
      name: 'code',
      schema: { type: 'string', pattern: '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$', example: 'MUSE-001' },
    }),
  );
