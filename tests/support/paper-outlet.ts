import type { Outlet } from '../../src/actions/talk/outlet.ts';
import type { Found, Outgoing, Sent } from '../../src/domain/conversation/prompt.ts';

/** A way out that writes down what it is given, and answers as it is told to. */
export interface PaperOutlet extends Outlet {
  readonly sent: Outgoing[];
  /** What the next sendings answer, in order; `sent` after that. */
  readonly answers: (Sent | 'breaks' | 'breaks-after-taking')[];
  found: Found;
}

export const paperOutlet = ({ asked = true } = {}): PaperOutlet => {
  const sent: Outgoing[] = [];
  const answers: (Sent | 'breaks' | 'breaks-after-taking')[] = [];
  const outlet: PaperOutlet = {
    sent,
    answers,
    found: { found: 'cannot-say' },
    send: async (outgoing) => {
      const answer = answers.shift() ?? { outcome: 'sent', providerId: `p${sent.length + 1}` };
      if (answer === 'breaks') throw new Error('socket hang up');
      if (answer === 'breaks-after-taking') {
        sent.push(outgoing);
        throw new Error('socket hang up');
      }
      if (answer.outcome === 'sent') sent.push(outgoing);
      return answer;
    },
    find: asked ? async () => outlet.found : null,
    fetchMedia: async (media) =>
      media.ref === 'gone' ? null : new Blob([new Uint8Array(Buffer.from(media.ref, 'base64'))]).stream(),
    messagesPerSecond: 1_000,
  };
  return outlet;
};
