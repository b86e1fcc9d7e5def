/** What a server needs of our environment, and nothing that could change its behaviour or give a secret away. */
export function childEnvironment(env: NodeJS.ProcessEnv, extra: Record<string, string> = {}): Record<string, string> {
  const kept = Object.fromEntries(['PATH', 'HOME', 'TMPDIR'].flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  return { PATH: '/usr/bin:/bin', ...kept, LC_ALL: 'C', ...extra };
}
