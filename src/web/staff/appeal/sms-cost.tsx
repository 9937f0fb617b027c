import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { parseReceipt } from '../../../domain/receipt-number.ts';
import { mostQuotedSegments, smsSegments } from '../../../domain/sms-length.ts';
import { smsAroundOfficial, typedMark } from '../../../text/sms-cost.ts';
import { Button } from '../../ui/button.tsx';
import type { Visit } from '../../visit.ts';
import { appealAddress } from '../lists/appeal-table.tsx';

/** Forms whose words go to the person. */
export type WritingVerb = 'answer' | 'ask' | 'return';

interface CostProps {
  readonly visit: Visit;
  readonly story: AppealStory;
  readonly verb: WritingVerb;
}

/** Is what an official writes here sent by SMS? */
export const goesBySms = (story: AppealStory): boolean => story.answerChannel === 'sms';

const costId = (verb: WritingVerb): string => `${verb}-sms`;
/** The button that has the service count, where no script does. */
export const countField = 'count-sms';

/**
 * What a text costs as SMS, in messages: the text that was typed with everything the service adds. Counted by the
 * server when the form comes back, and by a script while it is typed.
 */
export const SmsCost = ({
  visit,
  story,
  verb,
  text,
  hasFiles,
}: CostProps & { readonly text: string; readonly hasFiles: boolean }) => {
  if (!goesBySms(story)) return null;
  const { t } = visit;
  const serial = parseReceipt(story.line.receipt);
  const around = smsAroundOfficial({
    kind: verb === 'answer' ? 'answer' : 'question',
    serial: serial.ok ? serial.value : 0,
    language: story.line.language,
    hasFiles,
  });
  const count = smsSegments(around.replace(typedMark, () => text.trim()));
  const cut = t('staff:verb.smsCost.cut', { most: mostQuotedSegments });
  const now = (said: string | number): string => t('staff:verb.smsCost.now', { count: said });
  const about = t('staff:verb.smsCost.about');
  return (
    <p
      class="hint"
      id={costId(verb)}
      tabindex={-1}
      role="status"
      data-sms-cost={`${verb}-text`}
      data-around={around}
      data-about={about}
      data-now={now('{n}')}
      data-cut={cut}
    >
      {text.trim() === '' ? about : count > mostQuotedSegments ? cut : now(count)}
    </p>
  );
};

/** Counts without a script: the form comes back with everything in it, and the count. */
export const CountSmsButton = ({ visit, story, verb }: CostProps) =>
  goesBySms(story) ? (
    <Button
      kind="quiet"
      name={countField}
      value="yes"
      formaction={`${appealAddress(story.line.receipt)}/${verb}#${costId(verb)}`}
    >
      {visit.t('staff:verb.smsCost.submit')}
    </Button>
  ) : null;
