import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bringIn, takeOut, type Edition } from '../policy-packs/pack-rows';

const EDITIONS: readonly Edition[] = [
  ['google_ads', '2026-11-23', '830966f7cce99159fff8d49844943e467995bbacd27d6b344c70221ae7667e31'],
  ['law', '2026-11-23', '457c9cb1ec27b1756317b1640262562e6a57abb6d98bdf4412daef59eecf28b3'],
  ['microsoft_ads', '2026-11-23', 'dcfda8da1263854137cc3cb0f28d92215c920d79520c5ff5cedb6c7a666e3136'],
];

/** The first editions of the rules. */
export class BringInPolicyPacks1795437000000 implements MigrationInterface {
  readonly name = 'BringInPolicyPacks1795437000000';

  async up(runner: QueryRunner): Promise<void> {
    await bringIn(runner, ...EDITIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await takeOut(runner, ...EDITIONS);
  }
}
