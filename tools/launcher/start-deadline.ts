import type { SupervisedService } from './supervised-service';

/** Long enough for a slow machine under load; a service that is not ready by then has a reason to be read. */
const START_DEADLINE_MS = 60_000;

/**
 * Resolves when every service was ready once. Throws as soon as one gives up, or after a minute, with the reasons and the end of
 * the logs of those that are not ready.
 */
export async function readyWithin(
  services: readonly SupervisedService[],
  say: (detail: string) => void,
  deadlineMs: number = START_DEADLINE_MS,
): Promise<void> {
  const waiting = new Set(services);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reasons = [...waiting].map((service) =>
        service.describeTrouble(`is not ready after ${deadlineMs / 1000} s.`),
      );
      reject(new Error(reasons.join('\n')));
    }, deadlineMs);
    timer.unref();
  });
  const ready = services.map(async (service) => {
    await service.firstReady;
    waiting.delete(service);
    say(`${services.length - waiting.size} of ${services.length} ready`);
  });
  try {
    await Promise.race([Promise.all(ready), late]);
  } finally {
    clearTimeout(timer);
  }
}
