import type { Type } from '@nestjs/common';

/** Where `@ApiTags` of `@nestjs/swagger` puts them; the package does not export the name. */
const TAGS = 'swagger/apiUseTags';

/** The group of the API that a controller's operations belong to: its tag, which is also the first half of their scope. */
export function groupOf(controller: Type): string {
  const [tag] = (Reflect.getMetadata(TAGS, controller) as string[] | undefined) ?? [];
  return tag ?? 'none';
}
