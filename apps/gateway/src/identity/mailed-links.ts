import { Inject, Injectable } from '@nestjs/common';
import { SecretBox, SERVICE_CONFIG } from '@raptor/platform';
import { z } from 'zod';
import type { GatewayConfig } from '../gateway.config';
import { linkInvalid } from './auth.errors';

/** How long a link is good. */
export const LINK_MS = 3_600_000;

/** What each kind of link stands for; once it has been used nothing is left that it fits. */
const LINKS = {
  /** The account that begins with it, and its first workspace: it is used up when they are there. */
  registration: z.object({
    userId: z.uuid(),
    email: z.string(),
    passwordHash: z.string(),
    displayName: z.string(),
    workspaceId: z.uuid(),
    workspaceName: z.string(),
    timezone: z.string(),
  }),
  /** It is used up when the password is not the one any more of which this is the fingerprint. */
  password: z.object({ userId: z.uuid(), fingerprint: z.string() }),
};
export type LinkKind = keyof typeof LINKS;
export type LinkFacts<Kind extends LinkKind> = z.output<(typeof LINKS)[Kind]>;

const PAGES: Readonly<Record<LinkKind, string>> = { registration: '/verify-email', password: '/reset-password' };
const envelope = z.object({ expiresAt: z.int(), facts: z.unknown() });

/**
 * Links in mails. Their token is sealed: nobody else can make one or change it, and nobody can read what it is about. It stands behind the `#` of
 * the address, which browsers tell no server.
 */
@Injectable()
export class MailedLinks {
  private readonly publicUrl: string;

  constructor(
    @Inject(SERVICE_CONFIG) { mail }: GatewayConfig,
    private readonly box: SecretBox,
  ) {
    this.publicUrl = mail.publicUrl.replace(/\/+$/, '');
  }

  urlOf<Kind extends LinkKind>(kind: Kind, facts: LinkFacts<Kind>): string {
    const sealed = this.box.seal(placeOf(kind), JSON.stringify({ expiresAt: Date.now() + LINK_MS, facts }));
    return `${this.publicUrl}${PAGES[kind]}#token=${sealed}`;
  }

  /** @throws AppError AUTH_LINK_INVALID, the same for every way in which a token can be wrong. */
  open<Kind extends LinkKind>(kind: Kind, token: string): LinkFacts<Kind> {
    try {
      const { expiresAt, facts } = envelope.parse(JSON.parse(this.box.open(placeOf(kind), token)));
      if (expiresAt <= Date.now()) throw new Error('It has expired');
      return LINKS[kind].parse(facts) as LinkFacts<Kind>;
    } catch (error) {
      throw linkInvalid(error);
    }
  }
}

const placeOf = (kind: LinkKind) => ({ workspaceId: 'any', purpose: `mailed link: ${kind}` });
