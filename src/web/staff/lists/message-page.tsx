import type { OpenedMessage } from '../../../actions/staff/open-poison.ts';
import { sayInstant } from '../../../text/dates.ts';
import { Details } from '../../ui/content.tsx';
import { BackLink } from '../../ui/navigation.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { type Frame, StaffPage } from '../staff-page.tsx';
import { channelText, DoForm, deliveriesAddress, whyText } from './delivery-parts.tsx';

/** A message that could not be taken, for someone to read and to see to. */
export const MessagePage = ({ message, ...frame }: Frame & { readonly message: OpenedMessage }) => {
  const { visit } = frame;
  const { t, language } = visit;
  const { id, since, channel, error, from, words, raw, cut, language: spoken } = message;
  const about = sayInstant(since, language);
  return (
    <StaffPage {...frame} title={t('staff:deliveries.message.title')} place="deliveries">
      <BackLink href={deliveriesAddress} text={t('staff:deliveries.title')} />
      <h1>{t('staff:deliveries.message.title')}</h1>
      <p class="measure">{t('staff:deliveries.message.lead')}</p>
      <SummaryList
        rows={[
          { key: t('staff:deliveries.since'), value: about },
          { key: t('staff:deliveries.channel'), value: channelText(visit, channel) },
          { key: t('staff:deliveries.message.from'), value: from },
          { key: t('staff:deliveries.reason'), value: whyText(visit, error) },
        ]}
      />
      <h2>{t('staff:deliveries.message.words')}</h2>
      {words === '' ? (
        <p>{t('staff:deliveries.message.noWords')}</p>
      ) : (
        <p class="as-it-came" lang={spoken}>
          {words}
        </p>
      )}
      {raw === '' ? null : (
        <Details summary={t('staff:deliveries.message.raw')}>
          <p class="as-it-came" dir="ltr" translate="no">
            {raw}
          </p>
        </Details>
      )}
      {cut ? <p>{t('staff:deliveries.message.cut')}</p> : null}
      <DoForm frame={frame} id={id} way="message" text={t('staff:deliveries.again')} about={about} />
      <DoForm
        frame={frame}
        id={id}
        way="message-settled"
        text={t('staff:deliveries.settled')}
        about={about}
      />
    </StaffPage>
  );
};
