import type { ActionContext } from '../../../actions/context.ts';
import type { AppealStory } from '../../../actions/staff/read-models.ts';
import type { ControlCard } from '../../../domain/control-card.ts';
import type { EventActor } from '../../../domain/events.ts';
import { sayDay, sayInstant } from '../../../text/dates.ts';
import { hasText } from '../../../text/translate.ts';
import { Mixed } from '../../ui/mixed-text.tsx';
import { SummaryList, type SummaryRow } from '../../ui/summary-list.tsx';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../../visit.ts';
import { capital, sayReceipt } from '../wording.ts';

interface CardProps {
  readonly visit: Visit;
  readonly ctx: ActionContext;
  readonly story: AppealStory;
}

/** Puts names to the ids of the card. */
const namesFor = ({ visit, ctx, story }: CardProps) => {
  const { t, language } = visit;
  const { organisationById } = ctx.reference.current();
  const official = (id: string | null): string | null =>
    id === null ? null : (story.officialNames[id] ?? null);
  return {
    official,
    organisation: (id: string | null): string | null =>
      id === null ? null : (organisationById.get(id)?.name[language] ?? null),
    actor: (actor: EventActor): string => official(actor.id) ?? t(`domain:actor.${actor.kind}`),
  };
};
type Names = ReturnType<typeof namesFor>;

const registrationRows = (
  { visit, story }: CardProps,
  names: Names,
  { registration }: ControlCard,
): readonly SummaryRow[] => {
  const { t, language } = visit;
  const none = t('staff:appeal.data.none');
  const day = sayDay(registration.registeredOn, language);
  const said = (text: string) => <Mixed text={text} page={language} />;
  return [
    { key: t('staff:appeal.data.number'), value: sayReceipt(story.line.receipt) },
    { key: t('staff:appeal.data.entryNumber'), value: said(registration.entryNumber ?? none) },
    { key: t('staff:appeal.data.receivedAt'), value: sayInstant(registration.receivedAt, language) },
    {
      key: t('staff:appeal.card.registered'),
      value: registration.registeredAt
        ? sayInstant(registration.registeredAt, language)
        : t('staff:appeal.card.waits', { day }),
    },
    {
      key: t('staff:appeal.card.acceptor'),
      value: registration.acceptor ? said(names.actor(registration.acceptor)) : none,
    },
    { key: t('staff:appeal.data.form'), value: capital(story.form.name[language], language) },
    {
      key: t('staff:appeal.card.fromWhom'),
      value: capital(t(`domain:fromWhom.${registration.fromWhom}`), language),
    },
    { key: t('staff:appeal.data.correspondent'), value: said(registration.correspondent ?? none) },
  ];
};

const Distribution = ({ card, names, visit }: { card: ControlCard; names: Names; visit: Visit }) => {
  const { t, language } = visit;
  const { steps } = card.distribution;
  if (steps.length === 0) return <p>{t('staff:appeal.card.notDistributed')}</p>;
  return (
    <Table
      caption={t('domain:card.distribution')}
      captionUnseen
      columns={[
        { text: t('staff:appeal.card.when') },
        { text: t('staff:appeal.card.what') },
        { text: t('staff:appeal.card.toWhom') },
        { text: t('staff:appeal.card.who') },
        { text: t('staff:appeal.card.why') },
      ]}
      rows={steps.map((step) => {
        const route = `domain:route.${step.routeReason}`;
        const to =
          step.verb === 'forward'
            ? [names.organisation(step.organisationId)]
            : [names.organisation(step.departmentId), names.official(step.curatorId)];
        return {
          cells: [
            sayInstant(step.at, language),
            t(`domain:event.${step.verb}`),
            <Mixed
              text={step.verb === 'return' ? '–' : to.filter(Boolean).join(', ') || '–'}
              page={language}
            />,
            <Mixed text={names.actor(step.by)} page={language} />,
            step.reason ?? (hasText(route) ? t(route) : '–'),
          ],
        };
      })}
    />
  );
};

const Term = ({ card, names, visit }: { card: ControlCard; names: Names; visit: Visit }) => {
  const { t, language } = visit;
  const { original, changes } = card.changeOfTerm;
  if (changes.length === 0)
    return <p>{t('staff:appeal.card.noChange', { day: sayDay(original, language) })}</p>;
  return (
    <Table
      caption={t('domain:card.changeOfTerm')}
      captionUnseen
      columns={[
        { text: t('staff:appeal.card.when') },
        { text: t('staff:appeal.card.termFrom') },
        { text: t('staff:appeal.card.termTo') },
        { text: t('staff:appeal.card.who') },
        { text: t('staff:appeal.card.why') },
      ]}
      rows={changes.map((change) => ({
        cells: [
          sayInstant(change.at, language),
          sayDay(change.from, language),
          sayDay(change.to, language),
          <Mixed text={names.actor(change.by)} page={language} />,
          change.reason ?? '–',
        ],
      }))}
    />
  );
};

const executionRows = (visit: Visit, names: Names, { execution }: ControlCard): readonly SummaryRow[] => {
  const { t, language } = visit;
  const said = (text: string) => capital(text, language);
  type Step = ControlCard['execution']['answers'][number];
  const step = (key: string, { at, by, reason }: Step): SummaryRow => ({
    key,
    value: (
      <Mixed
        text={[`${sayInstant(at, language)}, ${names.actor(by)}`, reason].filter(Boolean).join('\n')}
        page={language}
      />
    ),
  });
  const result = `domain:outcome.${execution.result}`;
  return [
    ...(execution.taken ? [step(t('staff:appeal.card.taken'), execution.taken)] : []),
    ...execution.asked.map((each) => step(t('staff:appeal.card.asked'), each)),
    ...execution.replied.map((each) => step(t('staff:appeal.card.replied'), each)),
    ...execution.answers.map((each) => step(t('staff:appeal.card.answered'), each)),
    ...execution.reopened.map((each) => step(t('staff:appeal.card.reopened'), each)),
    ...(execution.closed ? [step(t('staff:appeal.card.closed'), execution.closed)] : []),
    { key: t('staff:appeal.card.state'), value: said(t(`domain:state.${execution.state}`)) },
    ...(hasText(result) ? [{ key: t('staff:appeal.card.result'), value: said(t(result)) }] : []),
    {
      key: t('staff:appeal.card.timeliness'),
      value: said(t(`domain:timeliness.${execution.timeliness}`)),
    },
  ];
};

/** The appeal's life on one sheet: registration, distribution, change of term, execution. */
export const ControlCardView = ({
  headings,
  ...props
}: CardProps & {
  /** Level of the four parts' headings: 3 within the appeal's page, 2 on the sheet for printing. */
  readonly headings: 2 | 3;
}) => {
  const { visit, story } = props;
  const { t, language } = visit;
  const names = namesFor(props);
  const card = story.controlCard;
  const Heading = headings === 2 ? 'h2' : 'h3';
  return (
    <div class="control-card">
      <Heading>{capital(t('domain:card.registration'), language)}</Heading>
      <SummaryList rows={registrationRows(props, names, card)} />
      <Heading>{capital(t('domain:card.distribution'), language)}</Heading>
      <Distribution card={card} names={names} visit={visit} />
      <Heading>{capital(t('domain:card.changeOfTerm'), language)}</Heading>
      <Term card={card} names={names} visit={visit} />
      <Heading>{capital(t('domain:card.execution'), language)}</Heading>
      <SummaryList rows={executionRows(visit, names, card)} />
    </div>
  );
};
