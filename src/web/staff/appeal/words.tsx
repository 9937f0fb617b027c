import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { Notice, Quote } from '../../ui/content.tsx';
import type { Visit } from '../../visit.ts';
import { StoryFiles } from './story-files.tsx';

interface Props {
  readonly visit: Visit;
  readonly story: AppealStory;
}

/** What the person said, in the person's language, and the files they said it in. */
export const Words = ({ visit, story }: Props) => {
  const { t } = visit;
  const { language, receipt } = story.line;
  return (
    <section aria-labelledby="words">
      <h2 id="words">{t('staff:appeal.words')}</h2>
      {story.statement ? (
        <Quote language={language} label={t(`staff:appeal.said.${language}`)}>
          {story.statement}
        </Quote>
      ) : (
        <p>{t('staff:appeal.inFiles')}</p>
      )}
      <StoryFiles visit={visit} receipt={receipt} files={story.statementFiles} />
    </section>
  );
};

/** What the person needs, as instructions to whoever answers. */
export const HowToAnswer = ({ visit, story }: Props) => {
  const { t } = visit;
  const { representation } = story;
  return (
    <section aria-labelledby="how">
      <h2 id="how">{t('staff:appeal.how.title')}</h2>
      <ul class="instructions">
        <li>{t(`staff:appeal.how.language.${story.line.language}`)}</li>
        {story.needs.map((need) => (
          <li>{t(`staff:appeal.how.need.${need}`)}</li>
        ))}
        <li>{t(`staff:appeal.how.channel.${story.answerChannel}`)}</li>
        {story.hideName ? <li>{t('staff:appeal.how.hideName')}</li> : null}
        {representation ? (
          <li>
            {t(
              representation.mayContactApplicant
                ? 'staff:appeal.how.speakToPerson'
                : 'staff:appeal.how.representative',
            )}
          </li>
        ) : null}
      </ul>
    </section>
  );
};

/** What must be known before anything is read: danger, and that nobody can be reached. */
export const Warnings = ({ visit, story }: Props) => {
  const { t } = visit;
  return (
    <>
      {story.line.urgent ? (
        <Notice kind="error" title={t('staff:list.urgent')}>
          <p>{t('staff:appeal.urgent')}</p>
        </Notice>
      ) : null}
      {story.anonymous ? (
        <Notice>
          <p>{t('staff:appeal.anonymous')}</p>
        </Notice>
      ) : null}
    </>
  );
};
