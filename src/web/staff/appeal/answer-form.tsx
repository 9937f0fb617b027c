import { outcomes } from '../../../domain/events.ts';
import { languages } from '../../../domain/language.ts';
import { Checkboxes, Radios } from '../../ui/choices.tsx';
import { FileUpload } from '../../ui/file-upload.tsx';
import { TextArea } from '../../ui/text-fields.tsx';
import { keptFileField } from '../account/held-form.ts';
import { capital } from '../wording.ts';
import { readKeptFile } from './kept-files.ts';
import { CountSmsButton, SmsCost } from './sms-cost.tsx';
import { errorAt, VerbForm, type VerbProps } from './verb-form.tsx';
import { optional, WhatIsSent } from './writing-forms.tsx';

/** Types as in citizens' uploads; told by content on the server. */
const accept = 'image/jpeg,image/png,image/webp,application/pdf,.docx,audio/*,video/*';

/**
 * The answer. What does not fit the person comes back with the reason at the field; only then is there a second
 * box, for why it must go as it is.
 */
export const AnswerForm = (props: VerbProps & { readonly mayOverride: boolean }) => {
  const { visit, story, typed, errors, mayOverride } = props;
  const { t } = visit;
  const kept = typed?.getAll(keptFileField) ?? [];
  return (
    <VerbForm
      {...props}
      verb="answer"
      multipart
      besides={<CountSmsButton visit={visit} story={story} verb="answer" />}
    >
      <TextArea
        name="answer-text"
        label={t('staff:verb.answer.text')}
        hint={`${t(`staff:verb.sends.writeIn.${story.line.language}`)} ${t('staff:verb.answer.textHint')}`}
        rows={10}
        lang={story.line.language}
        value={typed?.get('answer-text') ?? undefined}
        error={errorAt(errors, 'answer-text')}
      />
      <SmsCost
        visit={visit}
        story={story}
        verb="answer"
        text={typed?.get('answer-text') ?? ''}
        hasFiles={kept.length > 0}
      />
      <Radios
        name="answer-language"
        label={t('staff:verb.answer.language')}
        inline
        value={typed?.get('answer-language') ?? story.line.language}
        options={languages.map((value) => ({
          value,
          text: t(value === visit.language ? 'common:yourLanguage' : 'common:otherLanguage'),
          lang: value === visit.language ? undefined : value,
        }))}
        error={errorAt(errors, 'answer-language')}
      />
      <Radios
        name="answer-result"
        label={t('staff:verb.answer.result')}
        hint={t('staff:verb.answer.resultHint')}
        value={typed?.get('answer-result') ?? undefined}
        options={outcomes.map((value) => ({
          value,
          text: capital(t(`domain:outcome.${value}`), visit.language),
        }))}
      />
      {kept.length > 0 ? (
        <Checkboxes
          name={keptFileField}
          label={t('staff:verb.answer.filesKept')}
          values={kept}
          options={kept.flatMap((value) => {
            const file = readKeptFile(value);
            return file ? [{ value, text: file.name }] : [];
          })}
        />
      ) : null}
      <FileUpload
        name="answer-files"
        label={optional(visit, t('staff:verb.answer.files'))}
        hint={t('staff:verb.answer.filesHint')}
        accept={accept}
        multiple
        error={errorAt(errors, 'answer-files')}
      />
      {mayOverride ? (
        <TextArea
          name="answer-override"
          label={t('staff:verb.answer.override')}
          hint={t('staff:verb.answer.overrideHint')}
          rows={3}
          value={typed?.get('answer-override') ?? undefined}
          error={errorAt(errors, 'answer-override')}
        />
      ) : null}
      <WhatIsSent visit={visit} story={story} />
    </VerbForm>
  );
};
