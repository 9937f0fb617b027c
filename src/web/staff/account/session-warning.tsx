import { Button } from '../../ui/button.tsx';
import type { Visit } from '../../visit.ts';

/** Element that the script `session-warning` looks for; what it says is here, so that it speaks both languages. */
export const sessionWarningId = 'session-warning';

/** Shown by the script two minutes before the end; nothing of it is seen where scripts are off. */
export const SessionWarning = ({
  visit,
  csrf,
  secondsLeft,
}: {
  readonly visit: Visit;
  readonly csrf: string;
  readonly secondsLeft: number;
}) => {
  const { t } = visit;
  return (
    <template
      id={sessionWarningId}
      data-seconds={String(secondsLeft)}
      data-keep="/staff/session"
      data-csrf={csrf}
      data-stayed={t('staff:session.stayed')}
      data-over={t('staff:session.over')}
      data-close={t('staff:session.close')}
      data-not-reached={t('staff:session.notReached')}
    >
      <dialog aria-labelledby="session-warning-title" aria-describedby="session-warning-text">
        <h2 id="session-warning-title">{t('staff:session.warningTitle')}</h2>
        <p id="session-warning-text">{t('staff:session.warning')}</p>
        <Button type="button">{t('staff:session.stay')}</Button>
      </dialog>
    </template>
  );
};
