/** Injection token of the service's whole configuration ({@link PlatformConfig} and what the service adds). */
export const SERVICE_CONFIG = Symbol('SERVICE_CONFIG');
