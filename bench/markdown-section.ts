/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->`, each on a line of its own. Throws when the text has no such section:
 * figures that end up nowhere would look like figures that are up to date.
 */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no section between ${begin} and ${end}.`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
