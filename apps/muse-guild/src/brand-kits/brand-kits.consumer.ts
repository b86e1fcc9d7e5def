import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import { PutBrandKit, ReadBrandKit, type BrandKitResponse } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { BrandKitEntity } from './brand-kit.entity';
import { BrandKitsRepository } from './brand-kits.repository';

/** How a workspace sounds and looks: read by people and by the council, changed by people. */
@Controller()
export class BrandKitsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly kits: BrandKitsRepository,
  ) {}

  @OnQuery(ReadBrandKit)
  read(@Payload() _asked: ReadBrandKit, @Ctx() context: RaptorBusContext): Promise<BrandKitResponse> {
    return this.operations.read(context, (tx) => this.active(tx));
  }

  @OnQuery(PutBrandKit)
  put(@Payload() kit: PutBrandKit, @Ctx() context: RaptorBusContext): Promise<BrandKitResponse> {
    return this.operations.change(context, async (tx) => {
      const id = uuidv7();
      const { voice, tone, lexicon, palette, typography, allowlist } = kit;
      const version = await this.kits.replace(tx, { id, voice, tone, lexicon, palette, typography, allowlist });
      const audited = { action: 'brand_kit.replaced', subjectType: 'brand_kit', subjectId: id, detail: { version } };
      return { answer: await this.active(tx), audited };
    });
  }

  /** @throws AppError RESOURCE_NOT_FOUND moments after the workspace was made, before it has its first. */
  private async active(tx: Transaction): Promise<BrandKitResponse> {
    const kit = await this.kits.active(tx);
    if (kit) return responseOf(kit);
    throw new AppError(
      'RESOURCE_NOT_FOUND',
      'This workspace has no brand kit yet: it gets one moments after it is made',
    );
  }
}

const responseOf = (kit: BrandKitEntity): BrandKitResponse => ({
  version: kit.number,
  voice: { ...kit.voice, traits: [...kit.voice.traits], samples: [...kit.voice.samples] },
  tone: kit.tone,
  lexicon: {
    required: [...kit.lexicon.required],
    banned: [...kit.lexicon.banned],
    preferred: { ...kit.lexicon.preferred },
  },
  palette: kit.palette.map((colour) => ({ ...colour })),
  typography: { ...kit.typography },
  allowlist: { trademarks: [...kit.allowlist.trademarks], capitals: [...kit.allowlist.capitals] },
  updated_at: kit.createdAt.toISOString(),
});
