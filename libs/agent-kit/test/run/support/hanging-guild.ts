import 'reflect-metadata';
import { startService } from '@raptor/platform';
import { testAgents, writer } from './test-agents';
import { testGuildConfig, testGuildModule } from './test-guild';

/** A guild whose writer gets no further than to the check of its first answer, which has been paid for and stored by then. */
const agents = testAgents.map((agent) =>
  agent.code === writer.code
    ? {
        ...agent,
        check: (): string[] => {
          if (process.env['HANG'] === 'yes' && isOfModel())
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
          return [];
        },
      }
    : agent,
);

let checks = 0;
/** The floor is checked first. */
const isOfModel = (): boolean => (checks += 1) > 1;

void startService(testGuildModule(agents), testGuildConfig);
