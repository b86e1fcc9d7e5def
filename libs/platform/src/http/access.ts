import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from '@raptor/contracts';

/** Who may call an operation: anybody, or members with this role or one above it. */
export type Access = 'public' | Role;

export const ACCESS = Symbol('raptor.access');

/** Every operation (or its controller) says who may call it; the gateway refuses to start with one that does not. */
export const OpenTo = (access: Access): CustomDecorator<symbol> => SetMetadata(ACCESS, access);
