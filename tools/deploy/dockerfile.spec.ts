import { existsSync } from 'node:fs';
import { SERVICE_KEYS, SERVICES } from '@raptor/contracts';
import { DockerfileParser, type Cmd, type Entrypoint, type Healthcheck, type JSONInstruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { imageEnvironment } from './declared-environment';
import { readText, repositoryPath } from './repository';

const text = readText('deploy/docker/Dockerfile');
const dockerfile = DockerfileParser.parse(text);
const stages = new Map(dockerfile.getFROMs().map((from) => [from.getBuildStage(), from]));

/** Instructions of one stage, from its FROM to the next. */
const stageInstructions = (name: string) => {
  const from = stages.get(name)!.getRange().start.line;
  const next = dockerfile.getFROMs().map((other) => other.getRange().start.line);
  const end = Math.min(...next.filter((line) => line > from), Infinity);
  return dockerfile.getInstructions().filter((instruction) => {
    const { line } = instruction.getRange().start;
    return line > from && line < end;
  });
};
const inStage = (stage: string, keyword: string) =>
  stageInstructions(stage).filter((instruction) => instruction.getKeyword() === keyword);
const jsonOf = (instruction: unknown): string[] =>
  (instruction as JSONInstruction).getJSONStrings().map((argument) => JSON.parse(argument.getValue()) as string);

describe('deploy/docker/Dockerfile', () => {
  it('has no mistake that a linter finds', () => {
    expect(validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it('pins its base image by an exact version', () => {
    const image = dockerfile.getInitialARGs()[0]!.getProperty()!.getValue();
    expect(image).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim(@sha256:[0-9a-f]{64})?$/);
    for (const from of dockerfile.getFROMs()) expect(['${NODE_IMAGE}', ...stages.keys()]).toContain(from.getImage());
  });

  it.each(['service', 'tools'])(
    '%s: runs as an ordinary user, by number so that every platform can check it',
    (stage) => {
      const users = inStage(stage, 'USER').map((user) => user.getArgumentsContent());
      expect(users.at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    },
  );

  it.each(['service', 'tools'])('%s: starts node itself, so that signals reach it', (stage) => {
    const [entrypoint] = inStage(stage, 'ENTRYPOINT') as Entrypoint[];
    const [command] = inStage(stage, 'CMD') as Cmd[];
    expect(jsonOf(entrypoint)[0]).toBe('node');
    expect(jsonOf(command).length).toBeGreaterThan(0);
  });

  it('preloads tracing, stops by SIGTERM and asks /healthz how it is', () => {
    expect(jsonOf(inStage('service', 'CMD')[0])).toEqual(['-r', './dist/telemetry.js', './dist/service/main.js']);
    expect(inStage('service', 'STOPSIGNAL')[0]!.getArgumentsContent()).toBe('SIGTERM');
    const [healthcheck] = inStage('service', 'HEALTHCHECK') as Healthcheck[];
    expect(healthcheck!.getArgumentsContent()).toMatch(/CMD \["node", .*\/healthz/s);
    expect(() => JSON.parse(/CMD (\[.*\])$/s.exec(healthcheck!.getTextContent())![1]!) as unknown).not.toThrow();
  });

  it('listens where the probes and the published port look', () => {
    expect(imageEnvironment()).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '8080' });
    expect(inStage('service', 'EXPOSE')[0]!.getArgumentsContent()).toBe('8080');
  });

  it('installs from the lockfile, without install scripts', () => {
    const installs = dockerfile.getInstructions().filter((instruction) => /\bnpm\b/.test(instruction.getTextContent()));
    expect(installs.length).toBe(2);
    for (const install of installs) expect(install.getTextContent()).toMatch(/npm ci .*--ignore-scripts/);
    expect(text).toMatch(/npm ci --omit=dev/);
  });

  it('copies only what there is and .dockerignore lets through', () => {
    const copied = dockerfile
      .getCOPYs()
      .filter((copy) => copy.getFlags().length === 0)
      .flatMap((copy) =>
        copy
          .getArguments()
          .slice(0, -1)
          .map((argument) => argument.getValue()),
      );
    const allowed = readText('.dockerignore')
      .match(/^!.+$/gm)!
      .map((line) => line.slice(1));
    expect(new Set(copied)).toEqual(new Set(allowed));
    for (const path of copied) expect(existsSync(repositoryPath(path))).toBe(true);
  });

  it('can build every service: each has what becomes main.js and migrate.js', () => {
    for (const key of SERVICE_KEYS)
      for (const file of ['main.ts', 'migrate.ts'])
        expect(existsSync(repositoryPath(`apps/${SERVICES[key].app}/src/${file}`))).toBe(true);
  });
});
