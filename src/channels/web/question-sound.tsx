import type { Question } from '../../domain/journeys/question.ts';
import { questionSoundKeys } from '../../text/question-sounds.ts';
import { soundPath } from '../../text/voice-sounds.ts';
import { Player } from '../../web/files/player.tsx';
import type { Visit } from '../../web/visit.ts';
import type { WebJourney } from './web-journey.ts';

interface QuestionSoundProps {
  readonly visit: Visit;
  readonly web: WebJourney;
  readonly question: Question;
}

/** The question to be heard: few screen readers speak Kazakh. Nothing is loaded before it is played. */
export const QuestionSound = ({ visit, web, question }: QuestionSoundProps) => {
  const { t, language } = visit;
  const path = questionSoundKeys(web.texts, question)
    .map((key) => soundPath(key, language))
    .find((found) => found !== null);
  if (path === undefined || path === null) return null;
  return (
    <>
      <p>{t('common:listen')}</p>
      <Player kind="sound" href={path} label={t('common:listen')} />
    </>
  );
};
