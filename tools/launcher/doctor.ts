import { diagnose } from './diagnosis';
import { EnvironmentError, readSettings } from './environment';
import { REPOSITORY } from './state-folder';

async function main(): Promise<number> {
  const findings = await diagnose(REPOSITORY, readSettings(process.env, REPOSITORY), process.env);
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  for (const { subject, ok, detail, advice } of findings) {
    console.log(`${ok ? 'ok ' : 'NO '} ${subject.padEnd(width)}  ${detail}`);
    if (advice) console.log(`    ${' '.repeat(width)}  ${advice}`);
  }
  const troubles = findings.filter(({ ok }) => !ok).length;
  console.log(
    troubles === 0
      ? '\nnpm start would work.'
      : `\nnpm start would not work: ${troubles} of ${findings.length} need a hand.`,
  );
  return troubles === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof EnvironmentError ? 78 : 1;
  },
);
