import type { Seed } from '@raptor/agent-kit';
import { BrandKitsRepository } from './brand-kits/brand-kits.repository';
import { defaultBrandKit } from './brand-kits/default-brand-kit';

const brandKits = new BrandKitsRepository();

/** A new workspace has a brand kit, unless it has one already. */
export const seedWorkspace: Seed = async (tx, { name }) => {
  if (!(await brandKits.active(tx))) await brandKits.replace(tx, defaultBrandKit(name));
};
