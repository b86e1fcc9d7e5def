import { IsIn, IsInt, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';

/** What is done to an asset: its text is written, scored, drawn, or checked against rules. */
export const ASSET_ROLES = ['draft', 'critique', 'visual', 'check'] as const;
export type AssetRole = (typeof ASSET_ROLES)[number];

/** Which version of which asset an assignment is about. The guild that does the work keeps what comes of it in tables of its own. */
export class AssetWork {
  /** Made by who wants it: the first draft makes the asset. */
  @IsUUID() assetId!: string;
  @IsInt() @Min(1) @Max(1_000) version!: number;
  @IsIn(ASSET_ROLES) role!: AssetRole;
  /** In the words of its makers: `post`, `email_sequence`. */
  @Length(1, 50) kind!: string;
  @IsOptional() @Length(1, 50) channel!: string | null;
  @Length(1, 300) title!: string;
  @IsOptional() @IsUUID() moveId!: string | null;
  /** What it was derived from. */
  @IsOptional() @IsUUID() parentId!: string | null;
}
