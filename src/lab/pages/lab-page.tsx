import { Button } from '../../web/ui/button.tsx';
import { Notice } from '../../web/ui/content.tsx';
import { ErrorSummary } from '../../web/ui/error-summary.tsx';
import { Page } from '../../web/ui/page.tsx';
import type { Visit } from '../../web/visit.ts';
import type { Lab } from '../lab.ts';
import type { LabPerson } from '../people.ts';
import { ChatPane } from './chat-pane.tsx';
import type { Refused } from './forms.ts';
import { LabForm } from './parts.tsx';
import { PhonePane } from './phone-pane.tsx';
import { SmsPane } from './sms-pane.tsx';

const tasks = ['sms', 'call', 'answer'] as const;

/** `+77041234567` as people read it. */
const grouped = (phone: string): string =>
  phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2\u00a0$3\u00a0$4');

/** The whole page: what to try, then the three ways side by side, then how to begin anew. */
export const LabPage = ({
  visit,
  lab,
  person,
  refused,
  forgotten,
}: {
  readonly visit: Visit;
  readonly lab: Lab;
  readonly person: LabPerson;
  readonly refused: Refused | null;
  readonly forgotten: boolean;
}) => {
  const { t } = visit;
  const { standIn, exchange } = lab;
  const number = grouped(person.phone);
  const errorAt = (field: Refused['field']): string | undefined =>
    refused?.field === field ? t(`lab:refused.${refused.why}`) : undefined;
  return (
    <Page
      visit={visit}
      title={t('lab:title')}
      error={refused !== null}
      variant="public"
      styles={['forms.css', 'lab.css']}
      scripts={['lab.js']}
    >
      <ErrorSummary
        visit={visit}
        errors={refused ? [{ field: refused.field, text: t(`lab:refused.${refused.why}`) }] : []}
      />
      <h1>{t('lab:title')}</h1>
      {forgotten ? (
        <Notice kind="done" live="status">
          <p>{t('lab:forgotten')}</p>
        </Notice>
      ) : null}
      <p>{t('lab:lead')}</p>
      <section aria-labelledby="lab-tasks">
        <h2 id="lab-tasks">{t('lab:tasksTitle')}</h2>
        <ol class="lab-tasks">
          {tasks.map((task) => (
            <li>
              <h3>{t(`lab:task.${task}Title`)}</h3>
              <p>{t(`lab:task.${task}`)}</p>
              {task === 'answer' ? (
                <>
                  <p>
                    <a class="alone" href="/staff/sign-in">
                      {t('lab:staff')}
                    </a>
                  </p>
                  <p class="hint">{t('lab:accounts', { file: 'demo-accounts.json' })}</p>
                </>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
      <div class="lab-panes" data-failed={t('lab:failed')}>
        <ChatPane
          visit={visit}
          entries={standIn.chat.read(String(person.chatId))}
          errors={{ text: errorAt('chat-text'), file: errorAt('chat-file') }}
        />
        <SmsPane
          visit={visit}
          number={number}
          entries={standIn.sms.read(person.phone)}
          error={errorAt('sms-text')}
        />
        <PhonePane
          visit={visit}
          number={number}
          entries={standIn.calls.read(person.phone)}
          call={exchange.callOf(person.phone)}
          now={standIn.now()}
          error={errorAt('sound')}
        />
      </div>
      <LabForm to="forget">
        <h2>{t('lab:forget')}</h2>
        <p>{t('lab:forgetHint')}</p>
        <p class="hint">{t('lab:yourNumber', { phone: number })}</p>
        <Button kind="warning">{t('lab:forget')}</Button>
      </LabForm>
    </Page>
  );
};
