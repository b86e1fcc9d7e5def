const REFERENCE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/**
 * What Compose makes of `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. Throws with the message where a required variable is
 * missing. Nested references and `$NAME` are not looked at: our files use neither.
 */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(REFERENCE, (_, name: string, operator?: string, rest = '') => {
    const value = variables[name];
    if (value) return value;
    if (operator === '?') throw new Error(`${name}: ${rest}`);
    return operator === '-' ? rest : '';
  });
}

/** Every `${NAME:?message}` of a text. */
export const requiredVariables = (text: string): { name: string; message: string }[] =>
  [...text.matchAll(REFERENCE)].flatMap(([, name = '', operator, message = '']) =>
    operator === '?' ? [{ name, message }] : [],
  );
