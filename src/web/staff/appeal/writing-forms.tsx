import type { AppealStory } from '../../../actions/staff/read-models.ts';
import type { AnswerChannel } from '../../../domain/people.ts';
import { Notice } from '../../ui/content.tsx';
import { TextArea } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import { CountSmsButton, SmsCost } from './sms-cost.tsx';
import { errorAt, VerbForm, type VerbProps } from './verb-form.tsx';

/** What leaves the house with a form: where the person reads it, in which language, and what is left to be done. */
export const WhatIsSent = ({ visit, story }: { readonly visit: Visit; readonly story: AppealStory }) => {
  const { t } = visit;
  const channel: AnswerChannel = story.answerChannel;
  const language = t(`staff:verb.sends.language.${story.line.language}`);
  return (
    <Notice title={t('staff:verb.sends.title')}>
      <p>
        {t('staff:verb.sends.site', { language })}
        {channel === 'site' ? null : ` ${t(`staff:verb.sends.also.${channel}`)}`}
      </p>
    </Notice>
  );
};

const optional = (visit: Visit, label: string): string => `${label} (${visit.t('common:optional')})`;

/** Words to the person that the appeal waits for. */
const WriteToPerson = ({ verb, ...props }: VerbProps & { readonly verb: 'ask' | 'return' }) => {
  const { visit, story, typed, errors } = props;
  const { t } = visit;
  const name = `${verb}-text`;
  return (
    <VerbForm
      {...props}
      verb={verb}
      lead={t(`staff:verb.${verb}.lead`)}
      besides={<CountSmsButton visit={visit} story={story} verb={verb} />}
    >
      <TextArea
        name={name}
        label={t(`staff:verb.${verb}.text`)}
        hint={t(`staff:verb.sends.writeIn.${story.line.language}`)}
        rows={4}
        lang={story.line.language}
        value={typed?.get(name) ?? undefined}
        error={errorAt(errors, name)}
      />
      <SmsCost visit={visit} story={story} verb={verb} text={typed?.get(name) ?? ''} hasFiles={false} />
      <WhatIsSent visit={visit} story={story} />
    </VerbForm>
  );
};

export const AskForm = (props: VerbProps) => <WriteToPerson {...props} verb="ask" />;
export const ReturnForm = (props: VerbProps) => <WriteToPerson {...props} verb="return" />;

export const NoteForm = (props: VerbProps) => {
  const { t } = props.visit;
  return (
    <VerbForm {...props} verb="note" lead={t('staff:verb.note.lead')}>
      <TextArea
        name="note-text"
        label={t('staff:verb.note.text')}
        rows={3}
        value={props.typed?.get('note-text') ?? undefined}
        error={errorAt(props.errors, 'note-text')}
      />
    </VerbForm>
  );
};

export const CloseForm = (props: VerbProps) => {
  const { t } = props.visit;
  return (
    <VerbForm {...props} verb="close" lead={t('staff:verb.close.lead')}>
      <TextArea
        name="close-reason"
        label={optional(props.visit, t('staff:verb.close.reason'))}
        rows={2}
        value={props.typed?.get('close-reason') ?? undefined}
        error={errorAt(props.errors, 'close-reason')}
      />
    </VerbForm>
  );
};

export { optional };
