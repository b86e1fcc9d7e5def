import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export const SOURCE_KINDS = ['page', 'feed', 'vendor', 'upload'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A text as it was found. Another text at the same address is another row, the same text again is the same row. */
@Entity({ name: 'source_documents' })
@Unique(['workspaceId', 'contentHash', 'url'])
@Index(['workspaceId', 'url', 'fetchedAt'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('source_documents_url_check', `url <> '' AND octet_length(url) <= 2048`)
@Check('source_documents_kind_check', oneOf('kind', SOURCE_KINDS))
@Check('source_documents_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
export class SourceDocumentEntity extends TenantRow {
  /** Of an upload: `upload:` and its file name. */
  @Column('text') url!: string;
  @Column('text') kind!: SourceKind;
  /** SHA-256 of the text. */
  @Column('text') contentHash!: string;
  /** When the text was last seen there. */
  @Column('timestamptz') fetchedAt!: Date;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') text!: string;
  /** What came with it: headers, author, vendor's figures. */
  @Column('jsonb', { default: {} }) metadata!: Record<string, unknown>;
  /** Written by strangers: whoever reads it gets no acting tool. */
  @Column('boolean', { default: true }) tainted!: boolean;
}
