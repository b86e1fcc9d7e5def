import type { ServiceKey } from '@raptor/contracts';
import { DockerfileParser } from 'dockerfile-ast';
import { councilConfig } from '../../apps/council/src/council.config';
import { gatewayConfig } from '../../apps/gateway/src/gateway.config';
import { guardianConfig } from '../../apps/guardian-guild/src/guardian.config';
import { matrixConfig } from '../../apps/matrix-guild/src/matrix.config';
import { museConfig } from '../../apps/muse-guild/src/muse.config';
import { researchConfig } from '../../apps/research-guild/src/research.config';
import { readText } from './repository';

/** What a deployment has to know of a service's configuration. */
export interface ServiceConfig {
  /** Names, in the order in which they are read. */
  readonly variables: readonly string[];
  /** @throws ConfigurationError */
  load(environment: NodeJS.ProcessEnv): object;
}

/** The configuration that each service is started with. */
export const SERVICE_CONFIGS: Readonly<Record<ServiceKey, ServiceConfig>> = {
  gateway: gatewayConfig,
  council: councilConfig,
  research: researchConfig,
  muse: museConfig,
  matrix: matrixConfig,
  guardian: guardianConfig,
};

/** Variables that the service image sets; those with a build argument in them are left out. */
export function imageEnvironment(): NodeJS.ProcessEnv {
  const [last] = DockerfileParser.parse(readText('deploy/docker/Dockerfile')).getENVs().slice(-1);
  const properties = last?.getProperties() ?? [];
  return Object.fromEntries(
    properties.flatMap((property) => {
      const value = property.getValue() ?? '';
      return value.includes('$') ? [] : [[property.getName(), value]];
    }),
  );
}
