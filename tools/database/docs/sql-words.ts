const SHORT_TYPES: readonly [RegExp, string][] = [
  [/timestamp with time zone/g, 'timestamptz'],
  [/character varying/g, 'varchar'],
];

export const shortType = (type: string): string =>
  SHORT_TYPES.reduce((text, [long, short]) => text.replaceAll(long, short), type);

/** `'active'::text` is `'active'`: what a value is cast to can be seen at its column. */
export const withoutCasts = (expression: string): string =>
  expression.replaceAll(/::(?:timestamp with time zone|character varying|double precision|[a-z_0-9]+)(?:\[\])*/g, '');

/** What a policy says, with `the workspace`, `the person` and `the address` for those of the transaction. */
export const policyInWords = (expression: string): string =>
  withoutOuterParentheses(
    withoutCasts(expression)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(
        /\( ?SELECT \(?NULLIF\(current_setting\('app\.(\w+)', true\), ''\)\)?(?: AS "nullif")?\)/g,
        (_, name: string) => SCOPES[name] ?? name,
      ),
  );

const SCOPES: Readonly<Record<string, string>> = {
  workspace_id: 'the workspace',
  user_id: 'the person',
  sign_in_email: 'the address',
};

/** `CHECK ((a AND b))` is `a AND b`. */
export const checkInWords = (definition: string): string =>
  withoutOuterParentheses(
    withoutCasts(definition.replace(/^CHECK \((.*)\)$/s, '$1').replaceAll(/\s+/g, ' ')),
  ).replaceAll(/= ANY \(ARRAY\[(.*?)\]\)/g, 'IN ($1)');

/** What follows the columns in a definition of an index: its method where that is not the usual one, and its condition. */
export const indexBeyondColumns = (definition: string): string => {
  const method = / USING (\w+) /.exec(definition)?.[1] ?? 'btree';
  const condition = / WHERE (.*)$/s.exec(definition)?.[1];
  return [
    ...(method === 'btree' ? [] : [`using ${method}`]),
    ...(condition ? [`where ${code(withoutOuterParentheses(withoutCasts(condition)))}`] : []),
  ].join(' ');
};

const code = (text: string): string => `\`${text}\``;

function withoutOuterParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return withoutOuterParentheses(text.slice(1, -1));
}
