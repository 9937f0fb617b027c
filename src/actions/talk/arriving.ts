import type { Inbound } from '../../domain/conversation/inbound.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { Language } from '../../domain/language.ts';

/** What one message is answered with. */
export interface InboundReply {
  /**
   * `taken` now; `repeated`: it had been, and these are the same prompts; `kept`: it failed inside and will be tried
   * again; `unanswered`: stored, and not to be answered.
   */
  readonly outcome: 'taken' | 'repeated' | 'kept' | 'unanswered';
  readonly language: Language;
  readonly prompts: readonly Prompt[];
}

/** A message with the provider's request it came in, which is kept (sealed) while it is not done. */
export interface Arriving {
  readonly inbound: Inbound;
  readonly raw: string;
  /** Id of the row that holds it already, where it is tried again. */
  readonly rowId?: string;
}
