import { ledOn } from './call-leading.ts';
import { aloud } from './call-words.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Deed, Outcome, Turn } from './effects.ts';
import type { Prompt } from './prompt.ts';
import { say } from './prompts.ts';
import { ask, currentQuestion, turn } from './steps.ts';

const serves: ReadonlySet<Outcome['kind']> = new Set<Outcome['kind']>([
  'appeal-taken',
  'added',
  'rating-taken',
  'found',
]);

/** What is said of an appeal that was taken: its number twice, and the code where no message can bring it. */
const receiptAloud = (
  prompts: readonly Prompt[],
  outcome: Extract<Outcome, { kind: 'appeal-taken' }>,
  ctx: TalkContext,
): readonly Prompt[] => {
  const day = { day: outcome.dueOn };
  const lines = [
    aloud('taken', { number: { receipt: outcome.serial } }),
    aloud('takenDue', { day }),
    ctx.copyBySms ? aloud('takenSms') : aloud('takenCode', { code: { digits: outcome.code } }),
  ];
  return prompts.map((prompt) => (prompt.id === 'appeal-taken' ? { ...prompt, lines } : prompt));
};

const statusAloud = (
  prompts: readonly Prompt[],
  outcome: Extract<Outcome, { kind: 'found' }>,
): readonly Prompt[] => {
  if (outcome.state !== 'answered' && outcome.state !== 'closed') return prompts;
  const answer = aloud(outcome.callBack ? 'status.callBack' : 'status.written');
  return prompts.map((prompt) =>
    prompt.id === 'status' ? { ...prompt, lines: [...prompt.lines, answer] } : prompt,
  );
};

/** What follows a deed on a call; `after` is what follows it on every channel. */
export const afterDeedOnTheLine = (
  before: Conversation,
  deed: Deed,
  outcome: Outcome,
  after: Turn,
  ctx: TalkContext,
): Turn => {
  const served = before.call.served || serves.has(outcome.kind);
  const conversation: Conversation = { ...after.conversation, call: { ...after.conversation.call, served } };
  const concluded: Turn = { ...after, conversation };
  const on = (next: Turn): Turn => ledOn(before, next, ctx);
  switch (outcome.kind) {
    case 'appeal-taken':
      return on({ ...concluded, prompts: receiptAloud(after.prompts, outcome, ctx) });
    case 'found':
      return on({ ...concluded, prompts: statusAloud(after.prompts, outcome) });
    case 'rating-taken': {
      const { running } = conversation;
      const question = running === null ? undefined : currentQuestion(running, ctx);
      const low = after.prompts.findIndex(({ id }) => id === 'rating.low');
      if (low < 0 || running === null || question === undefined) return on(concluded);
      const asked = ask(conversation, running, question, ctx, [aloud('ratingLow')]);
      return on({ ...asked, prompts: [...after.prompts.slice(0, low), ...asked.prompts] });
    }
    case 'not-found': {
      if (deed.kind === 'look-up-latest')
        return on(turn({ ...conversation, awaiting: { kind: 'receipt' } }, [say('question', 'status.ask')]));
      return on({ ...concluded, conversation: { ...conversation, misses: before.misses + 1 } });
    }
    default:
      return on(concluded);
  }
};
