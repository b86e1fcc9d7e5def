import { Secret } from '@raptor/persistence';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';

/** A person who signs in, with one account for all workspaces that they belong to. */
@Entity({ name: 'users' })
@Unique(['email'])
@Check('users_email_check', `email = lower(normalize(email, NFKC)) AND email <> ''`)
export class UserEntity {
  @PrimaryColumn('uuid') id!: string;
  /** NFKC, lower case. */
  @Column('text') email!: string;
  /** argon2id; null until an invited person has chosen one. */
  @Secret() @Column('text', { nullable: true }) passwordHash!: string | null;
  @Column('text') displayName!: string;
  @Column('timestamptz', { nullable: true }) emailVerifiedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
