import type { Configuration } from '@rspack/core';

export function appConfig(app: string): Configuration;
export function fleetConfig(): Configuration;
export function telemetryConfig(): Configuration | null;
export function allConfigs(): Configuration[];
export function listApps(): string[];
