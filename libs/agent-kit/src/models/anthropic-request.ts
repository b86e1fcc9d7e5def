import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ModelRow } from './catalogue';
import { isClosed, schemaInWords, withoutTypeLists } from './json-schema';
import type { ModelCall } from './model';

type Effort = ModelRow['effort'];

/**
 * A call in Anthropic's words. The system part is marked for the vendor's cache: it is the same for all runs of an agent.
 * The schema goes along as `output_config.format`, reduced by the SDK to the keywords that are accepted, the others as a
 * description; where that cannot be, it stands in the prompt. There is no temperature any more.
 */
export function anthropicRequest(call: ModelCall, effort: Effort): MessageCreateParamsNonStreaming {
  const schema = withoutTypeLists(call.schema);
  const bound = isClosed(schema) ? transformJSONSchema(schema) : undefined;
  const asked = bound ? call.prompt : `${call.prompt}\n\n${schemaInWords(call.schema)}`;
  return {
    model: call.model,
    max_tokens: call.maxOutputTokens,
    system: [{ type: 'text', text: call.system, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: asked }],
    ...((bound || effort) && {
      output_config: { ...(effort && { effort }), ...(bound && { format: { type: 'json_schema', schema: bound } }) },
    }),
  };
}
