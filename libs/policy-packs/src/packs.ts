import brand20261123 from './packs/brand.2026-11-23.json';
import email20261123 from './packs/email.2026-11-23.json';
import googleAds20261123 from './packs/google-ads.2026-11-23.json';
import law20261123 from './packs/law.2026-11-23.json';
import linkedin20261123 from './packs/linkedin.2026-11-23.json';
import meta20261123 from './packs/meta.2026-11-23.json';
import microsoftAds20261123 from './packs/microsoft-ads.2026-11-23.json';
import web20261123 from './packs/web.2026-11-23.json';
import x20261123 from './packs/x.2026-11-23.json';
import { definePack, type PolicyPack } from './policy-pack';

/** Every edition there ever was, as verdicts name them. */
export const POLICY_PACKS: readonly PolicyPack[] = [
  brand20261123,
  email20261123,
  googleAds20261123,
  law20261123,
  linkedin20261123,
  meta20261123,
  microsoftAds20261123,
  web20261123,
  x20261123,
].map(definePack);

/** All editions of the platforms. @throws Error when there is none of one of them. */
export function packsOf(...platforms: string[]): PolicyPack[] {
  const unknown = platforms.find((platform) => POLICY_PACKS.every((pack) => pack.platform !== platform));
  if (unknown !== undefined) throw new Error(`There are no rules of ${unknown}`);
  return POLICY_PACKS.filter(({ platform }) => platforms.includes(platform));
}
