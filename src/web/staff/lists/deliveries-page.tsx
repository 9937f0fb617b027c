import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { type FailedSendings, failedSendings } from '../../../actions/staff/failed-sendings.ts';
import { openPoison } from '../../../actions/staff/open-poison.ts';
import {
  retryPoison,
  seeToSending,
  sendingWays,
  settlePoison,
} from '../../../actions/staff/see-to-sending.ts';
import { sayInstant } from '../../../text/dates.ts';
import { Unseen } from '../../ui/button.tsx';
import { Notice } from '../../ui/content.tsx';
import { Table } from '../../ui/table.tsx';
import { takeForm } from '../account/taken-form.ts';
import { showDenied } from '../refused-pages.tsx';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { type Frame, frameOf, StaffPage } from '../staff-page.tsx';
import { sayReceipt } from '../wording.ts';
import { appealAddress } from './appeal-table.tsx';
import { deliveriesAddress as address, channelText, DoForm, whyText } from './delivery-parts.tsx';
import { MessagePage } from './message-page.tsx';

const outcomes = ['done', 'settled-already', 'no-appeal'] as const;

const DeliveriesPage = ({
  found,
  outcome,
  ...frame
}: Frame & { readonly found: FailedSendings; readonly outcome: string | undefined }) => {
  const { visit } = frame;
  const { t, language } = visit;
  const told = outcomes.find((known) => known === outcome);
  const nothing = found.sendings.length === 0 && found.messages.length === 0;
  const columns = [
    t('staff:deliveries.since'),
    t('staff:deliveries.channel'),
    t('staff:deliveries.reason'),
    t('staff:deliveries.todo'),
  ];
  return (
    <StaffPage {...frame} title={t('staff:deliveries.title')} place="deliveries">
      {told ? (
        <Notice kind={told === 'done' ? 'done' : 'warning'} live="status">
          <p>{t(`staff:deliveries.told.${told}`)}</p>
        </Notice>
      ) : null}
      <h1>{t('staff:deliveries.title')}</h1>
      <p class="measure">{t('staff:deliveries.lead')}</p>
      {nothing ? <Notice>{t('staff:deliveries.empty')}</Notice> : null}
      {found.sendings.length > 0 ? (
        <Table
          caption={t('staff:deliveries.caption')}
          columns={[t('staff:list.number'), ...columns].map((text) => ({ text }))}
          rows={found.sendings.map(({ id, since, channel, error, receipt }) => {
            const about = receipt === null ? sayInstant(since, language) : sayReceipt(receipt);
            return {
              cells: [
                receipt === null ? (
                  t('staff:deliveries.noAppeal')
                ) : (
                  <a href={appealAddress(receipt)}>{about}</a>
                ),
                sayInstant(since, language),
                channelText(visit, channel),
                whyText(visit, error),
                <>
                  <DoForm
                    frame={frame}
                    id={id}
                    way="again"
                    text={t('staff:deliveries.again')}
                    about={about}
                  />
                  {receipt === null ? null : (
                    <DoForm
                      frame={frame}
                      id={id}
                      way="otherwise"
                      text={t('staff:deliveries.otherwise')}
                      about={about}
                    />
                  )}
                  <DoForm
                    frame={frame}
                    id={id}
                    way="settled"
                    text={t('staff:deliveries.settled')}
                    about={about}
                  />
                </>,
              ],
            };
          })}
        />
      ) : null}
      {found.messages.length > 0 ? (
        <Table
          caption={t('staff:deliveries.messages')}
          columns={columns.map((text) => ({ text }))}
          rows={found.messages.map(({ id, since, channel, error }) => ({
            cells: [
              sayInstant(since, language),
              channelText(visit, channel),
              whyText(visit, error),
              <>
                <a href={`${address}/${id}`}>
                  {t('staff:deliveries.read')}
                  <Unseen>: {sayInstant(since, language)}</Unseen>
                </a>
                <DoForm
                  frame={frame}
                  id={id}
                  way="message"
                  text={t('staff:deliveries.again')}
                  about={sayInstant(since, language)}
                />
              </>,
            ],
          }))}
        />
      ) : null}
    </StaffPage>
  );
};

const see = async (ctx: ActionContext, c: StaffContext): Promise<string> => {
  const form = await takeForm(ctx, c);
  const { official, csrf } = c.get('session');
  if (form?.fields.get('csrf') !== csrf) return '';
  const id = form.fields.get('id') ?? '';
  const typed = form.fields.get('way');
  const way = sendingWays.find((known) => known === typed);
  const act = {
    message: () => retryPoison(ctx, official, id),
    'message-settled': () => settlePoison(ctx, official, id),
  };
  const outcome =
    way !== undefined
      ? await seeToSending(ctx, official, { deliveryId: id, way })
      : typed === 'message' || typed === 'message-settled'
        ? await act[typed]()
        : null;
  if (outcome === null) return '';
  return outcome.ok ? 'done' : outcome.error;
};

/** What did not reach people, and messages that could not be taken: tried again, or reached otherwise. */
export const addDeliveriesPage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get(address, async (c) => {
    const found = await failedSendings(ctx, c.get('session').official);
    if (!found.ok) return showDenied(ctx, c);
    return c.html(
      <DeliveriesPage {...frameOf(c, ctx.now())} found={found.value} outcome={c.req.query('told')} />,
    );
  });
  pages.get(`${address}/:id`, async (c) => {
    const opened = await openPoison(ctx, c.get('session').official, c.req.param('id'));
    if (opened.ok) return c.html(<MessagePage {...frameOf(c, ctx.now())} message={opened.value} />);
    return opened.error === 'not-allowed'
      ? showDenied(ctx, c)
      : c.redirect(`${address}?told=settled-already`, 303);
  });
  pages.post(address, async (c) => {
    const told = await see(ctx, c);
    return c.redirect(told === '' ? address : `${address}?told=${told}`, 303);
  });
};
