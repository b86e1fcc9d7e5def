import { Column, CreateDateColumn, ForeignKey, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** What every row of class A has: a workspace, an id made by its writer (UUIDv7), and times made by the database. */
export abstract class TenantRow {
  @PrimaryColumn('uuid') workspaceId!: string;
  @PrimaryColumn('uuid') id!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}

/** A row that people and sagas both change. `version` rises with every change; one who changes it says which version they saw. */
export abstract class VersionedTenantRow extends TenantRow {
  @Column('integer', { default: 1 }) version!: number;
}

export interface ReferenceOptions {
  /** What becomes of this row when the other goes. Kept by default: the other cannot go while this one is there. */
  readonly onDelete?: 'CASCADE';
}

/**
 * A foreign key to a row of the same workspace: `(workspace_id, <column>)`. A key without the workspace would tell one
 * tenant whether another's row exists.
 */
export const References = (
  target: () => new () => TenantRow,
  property: string,
  { onDelete }: ReferenceOptions = {},
): ClassDecorator =>
  ForeignKey(target as () => never, ['workspaceId', property], ['workspaceId', 'id'], {
    ...(onDelete && { onDelete }),
  });

/** The text of a CHECK that allows these values and no other: `oneOf('state', ASSET_STATES)`. */
export const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`;
