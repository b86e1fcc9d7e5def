import type { Type } from '@nestjs/common';
import { DescribeService, type ServiceDescriptionReply } from '@raptor/contracts';
import { startService, type RunningService, type ServiceConfigDefinition, type StartOptions } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { eventually } from './eventually';
import { cloneDatabase, type ClonedDatabase } from './infrastructure/clone-database';
import { aKeyPrefix } from './infrastructure/key-prefix';
import { serviceEnvironment } from './service-environment';

/** What every service promises, whatever it is for; `more` is what its environment needs besides. */
export function describeService<Own extends object>(
  module: Type,
  definition: ServiceConfigDefinition<Own>,
  { more = {}, ...options }: StartOptions & { more?: NodeJS.ProcessEnv } = {},
): void {
  const { service } = definition;

  describe(`the ${service} service`, () => {
    let database: ClonedDatabase;
    let running: RunningService;

    const bus = (): RaptorBus => running.app.get(RaptorBus);
    const beats = async (): Promise<string[]> => {
      const entries = await bus().commands.xrange(bus().keys.stream('sys.global.heartbeat', 'normal'), '-', '+');
      return entries.map(([, fields]) => fields.join(' '));
    };

    beforeAll(async () => {
      database = await cloneDatabase();
      const environment = { ...serviceEnvironment(service, database, aKeyPrefix()), ...more };
      running = await startService(module, definition, { ...options, environment });
    });

    afterAll(async () => {
      await running.stop();
      await database.drop();
    });

    it('is ready once its dependencies are there', async () => {
      await eventually(async () => {
        const answer = await fetch(`${running.url}/readyz`);
        expect(await answer.json()).toMatchObject({ status: 'ready', service });
        expect(answer.status).toBe(200);
      });
    });

    it('says over the bus what it is', async () => {
      const reply = await bus().ask<ServiceDescriptionReply>(new DescribeService(), { to: service });
      expect(reply).toMatchObject({ service, version: running.config.version, replica: running.config.replica });
      expect(reply.handles).toContain('sys.service.describe');
    });

    it('beats', async () => {
      await eventually(async () => {
        expect((await beats()).filter((beat) => beat.includes('"ready":true')).length).toBeGreaterThan(1);
      });
    });

    it('says good-bye and leaves cleanly', async () => {
      const before = await beats();
      expect(before.some((beat) => beat.includes('"leaving":true'))).toBe(false);
      expect(await running.stop()).toMatchObject({ clean: true, aborted: [] });
    });
  });
}
