import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bringIn, takeOut, type Edition } from '../policy-packs/pack-rows';

const EDITIONS: readonly Edition[] = [
  ['brand', '2026-11-23', 'c7fd8a713285ab95e8bc383ed85cefd8fd8e112627b5622c50676c4957fbc003'],
  ['email', '2026-11-23', 'e2bc04302510cabade6ef32f1668f5a285860387616e8c579883187fa2293413'],
  ['linkedin', '2026-11-23', 'e22b0d59e9089df1aafb1d3be81e730fdfa949743d4751998f2b65acc698e46d'],
  ['meta', '2026-11-23', '67dc24c4d0b8a03c5004fafb7ddaf8f77443bfe5e67389bc6efb863e5b89fb23'],
  ['web', '2026-11-23', '80e1f08dd2fdb2e29400c8f30238993d2f2339224d86267f7fad91157af19a2f'],
  ['x', '2026-11-23', 'ae473fc61c6823862d14dba49131f831b40dfffc67c3a9b59eb2396a46f1e44d'],
];

/** The first editions for social networks, mail, pages and the brand. */
export class BringInMorePolicyPacks1795445000000 implements MigrationInterface {
  readonly name = 'BringInMorePolicyPacks1795445000000';

  async up(runner: QueryRunner): Promise<void> {
    await bringIn(runner, ...EDITIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await takeOut(runner, ...EDITIONS);
  }
}
