import type { ShownReceipt } from '../../actions/show-receipt.ts';
import { groupReceipt } from '../../domain/receipt-number.ts';
import { sayDay, sayDayAfter, sayInstant } from '../../text/dates.ts';
import { explainDeadline } from '../../text/deadline.ts';
import { Player } from '../../web/files/player.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { BigNumber, Notice, Panel } from '../../web/ui/content.tsx';
import { Page } from '../../web/ui/page.tsx';
import { SummaryList } from '../../web/ui/summary-list.tsx';
import type { Visit } from '../../web/visit.ts';
import { appealWeb } from './appeal-web.ts';
import { Emergency } from './emergency.tsx';
import { pageOf } from './web-journey.ts';

interface DonePageProps {
  readonly visit: Visit;
  readonly receipt: ShownReceipt;
}

/** What happens to it; to someone who gave no name no more is promised than is sure. */
const stepsOf = ({ visit, receipt }: DonePageProps): readonly string[] => {
  const { t, language } = visit;
  const { deadline, anonymous, state } = receipt;
  if (anonymous) return [t('appeal:done.next.anonymous'), t('appeal:done.next.ask')];
  return [
    state === 'registered'
      ? t('appeal:done.next.registered')
      : t('appeal:done.next.later', { day: sayDay(deadline.registeredOn, language) }),
    t('appeal:done.next.answer', { due: sayDayAfter(deadline.dueOn, language) }),
    t('appeal:done.next.ask'),
    t(`appeal:done.next.channel.${receipt.answerChannel}`),
  ];
};

const WhatNext = (props: DonePageProps) => (
  <>
    <h2>{props.visit.t('appeal:done.nextTitle')}</h2>
    <ol>
      {stepsOf(props).map((step) => (
        <li>{step}</li>
      ))}
    </ol>
  </>
);

const HowToAsk = ({ visit }: { readonly visit: Visit }) => {
  const { t, language, contacts } = visit;
  return (
    <>
      <h2>{t('appeal:done.asking')}</h2>
      <ul class="links">
        <li>
          <a class="alone" href={`/${language}/status`}>
            {t('appeal:done.askSite')}
          </a>
        </li>
        <li>{t('appeal:done.askPhone', { phone: contacts.phone })}</li>
        {contacts.sms ? <li>{t('appeal:done.askSms', { number: contacts.sms })}</li> : null}
        {contacts.telegram ? <li>{t('appeal:done.askTelegram', { name: contacts.telegram })}</li> : null}
      </ul>
    </>
  );
};

/** The confirmation: what to keep, by when the answer comes and why then, what happens next. */
export const DonePage = ({ visit, receipt }: DonePageProps) => {
  const { t, language } = visit;
  const { deadline } = receipt;
  const title = t('appeal:done.title');
  const due = (
    <time data-due="" datetime={deadline.dueOn}>
      {sayDay(deadline.dueOn, language)}
    </time>
  );
  return (
    <Page
      visit={visit}
      title={title}
      section="appeal"
      quickExit
      styles={['forms.css']}
      scripts={['print.js']}
    >
      <Panel title={title}>
        <p>
          {t('appeal:done.number')}
          <br />
          <BigNumber data="receipt">{groupReceipt(receipt.serial)}</BigNumber>
        </p>
        <p>
          {t('appeal:done.code')}
          <br />
          <BigNumber data="code">{receipt.code}</BigNumber>
        </p>
      </Panel>
      <p>{t('appeal:done.listen')}</p>
      <Player
        kind="sound"
        href={pageOf(appealWeb, language, 'done/number.wav')}
        label={t('appeal:done.listen')}
      />
      <p>{t('appeal:done.keep')}</p>
      {receipt.urgent ? <Emergency visit={visit} sent /> : null}
      {receipt.anonymous ? (
        <Notice>
          <p>{t('appeal:done.anonymous')}</p>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { key: t(receipt.anonymous ? 'appeal:done.dueAnonymous' : 'appeal:done.due'), value: due },
          ...(receipt.anonymous
            ? []
            : [{ key: t('appeal:done.why'), value: explainDeadline(deadline, language) }]),
          { key: t('appeal:done.receivedAt'), value: sayInstant(receipt.receivedAt, language) },
          { key: t('appeal:done.receivedBy'), value: t('appeal:done.receivedByService') },
        ]}
      />
      <WhatNext visit={visit} receipt={receipt} />
      <HowToAsk visit={visit} />
      <p data-print={t('appeal:done.print')}>{t('appeal:done.printHint')}</p>
      <div class="buttons">
        <LinkButton href={`/${language}/status/appeal`}>{t('appeal:done.open')}</LinkButton>
        <LinkButton kind="quiet" href={pageOf(appealWeb, language, 'forget')}>
          {t('appeal:forget.link')}
        </LinkButton>
      </div>
    </Page>
  );
};

/** The device no longer knows of an appeal: its day is over, or it was forgotten. */
export const GonePage = ({ visit }: { readonly visit: Visit }) => {
  const { t, language } = visit;
  const title = t('appeal:done.gone');
  return (
    <Page visit={visit} title={title} section="appeal" quickExit>
      <h1>{title}</h1>
      <p>{t('appeal:done.goneText')}</p>
      <div class="buttons">
        <LinkButton href={`/${language}/status`}>{t('common:section.status')}</LinkButton>
        <LinkButton kind="quiet" href={`/${language}/appeal`}>
          {t('common:section.appeal')}
        </LinkButton>
      </div>
    </Page>
  );
};
