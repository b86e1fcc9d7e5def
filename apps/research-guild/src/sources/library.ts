import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EvidenceKeepers, type EvidenceItem, type FeedEvidence, type PageEvidence } from '@raptor/agent-kit';
import type { NewRow, Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import type { SourceDocumentEntity } from './source-document.entity';
import { SourceDocumentsRepository } from './source-documents.repository';

/** Research's library: each page and feed entry that one of its agents reads is kept as it was found, together with the evidence. */
@Injectable()
export class Library {
  constructor(
    private readonly documents: SourceDocumentsRepository,
    keepers: EvidenceKeepers,
  ) {
    keepers.register((tx, items) => this.keep(tx, items));
  }

  private async keep(tx: Transaction, items: readonly EvidenceItem[]): Promise<void> {
    for (const item of items) {
      if (item.kind === 'page' || item.kind === 'feed') await this.documents.keep(tx, documentOf(item));
    }
  }
}

const documentOf = (item: PageEvidence | FeedEvidence): NewRow<SourceDocumentEntity> => ({
  id: uuidv7(),
  url: item.url,
  kind: item.kind,
  contentHash: createHash('sha256').update(item.text).digest('hex'),
  fetchedAt: new Date(item.seenAt),
  title: item.title ?? null,
  text: item.text,
  metadata: { evidenceId: item.id, ...aboutOf(item) },
  tainted: item.tainted,
});

function aboutOf(item: PageEvidence | FeedEvidence): Record<string, unknown> {
  if (item.kind === 'feed') return { ...item.data };
  const { description, language } = item.data;
  return { ...(description && { description }), ...(language && { language }) };
}
