import type { AppealLine } from '../../../actions/staff/read-models.ts';
import { sayDayOfMonth } from '../../../text/dates.ts';
import { Mixed } from '../../ui/mixed-text.tsx';
import { type Column, type Row, Table } from '../../ui/table.tsx';
import { duenessMark, ShapeMark, Tag } from '../../ui/tag.tsx';
import type { Visit } from '../../visit.ts';
import { capital, isoDay, nameIn, sayReceipt } from '../wording.ts';

/** Address of an appeal's page: its number, nothing of the person's. */
export const appealAddress = (receipt: string): string => `/staff/appeals/${receipt}`;

interface LineProps {
  readonly visit: Visit;
  readonly line: AppealLine;
}

/** Number, how it begins, and that it is urgent: what the row is known by. */
const Opening = ({ visit, line }: LineProps) => {
  const { t, language } = visit;
  return (
    <>
      <span class="number-line">
        <a href={appealAddress(line.receipt)}>{sayReceipt(line.receipt)}</a>
        {line.urgent ? <Tag text={t('staff:list.urgent')} shape="triangle" tone="error" /> : null}
      </span>
      <span class="beginning" lang={line.beginning && line.language !== language ? line.language : undefined}>
        {line.beginning || t('staff:list.inFiles')}
      </span>
      {line.fileCount > 0 ? (
        <span class="soft">{t('staff:list.files', { count: line.fileCount })}</span>
      ) : null}
    </>
  );
};

/** The last day with its shape, and the word where it is pressing. */
export const LastDay = ({ visit, line }: LineProps) => {
  const { t, language } = visit;
  const { shape, tone } = duenessMark[line.dueness];
  const pressing = line.dueness === 'overdue' || line.dueness === 'today';
  return (
    <>
      <span class={`last-day tag-${tone}`}>
        <ShapeMark shape={shape} />
        <time datetime={line.dueOn}>{sayDayOfMonth(line.dueOn, language)}</time>
      </span>
      {pressing ? <span class="below-line">{t(`domain:dueness.${line.dueness}`)}</span> : null}
      {line.dueProvisional ? <span class="below-line soft">{t('staff:list.provisional')}</span> : null}
    </>
  );
};

const What = ({ visit, line }: LineProps) => {
  const { t, language } = visit;
  const topic = nameIn(language, line.topic);
  return (
    <>
      {capital(t(`domain:type.${line.type}`), language)}
      {topic ? <span class="below-line soft">{topic}</span> : null}
    </>
  );
};

const From = ({ visit, line }: LineProps) => {
  const { t, language } = visit;
  const place = nameIn(language, line.institution) ?? nameIn(language, line.region);
  return (
    <>
      {place ? <Mixed text={place} page={language} /> : '–'}
      <span class="below-line soft">
        {t(`domain:channel.${line.channel}`)},{' '}
        <time datetime={isoDay(line.receivedAt)}>{sayDayOfMonth(isoDay(line.receivedAt), language)}</time>
      </span>
    </>
  );
};

const HowToAnswer = ({ visit, line }: LineProps) => {
  const { t } = visit;
  const needs = line.needs.map((need) => t(`domain:need.${need}`));
  return (
    <>
      {t(`staff:list.in.${line.language}`)}
      {needs.length > 0 ? <span class="below-line">{needs.join('; ')}</span> : null}
    </>
  );
};

const columnNames = ['number', 'due', 'state', 'what', 'from', 'needs', 'curator'] as const;
type ColumnName = (typeof columnNames)[number];

const cellOf = (name: ColumnName, { visit, line }: LineProps) => {
  const { t, language } = visit;
  switch (name) {
    case 'number':
      return <Opening visit={visit} line={line} />;
    case 'due':
      return <LastDay visit={visit} line={line} />;
    case 'state':
      return t(`domain:state.${line.state}`);
    case 'what':
      return <What visit={visit} line={line} />;
    case 'from':
      return <From visit={visit} line={line} />;
    case 'needs':
      return <HowToAnswer visit={visit} line={line} />;
    case 'curator':
      return line.curator ? <Mixed text={line.curator.name} page={language} /> : t('staff:list.noCurator');
  }
};

interface More<Line> {
  readonly text: string;
  readonly cell: (line: Line) => Row['cells'][number];
}

/** Appeals in rows, each with the link to its page. `more` are columns of this list alone. */
export const AppealTable = <Line extends AppealLine>({
  visit,
  caption,
  captionUnseen,
  lines,
  columns = columnNames,
  more = [],
}: {
  readonly visit: Visit;
  readonly caption: string;
  readonly captionUnseen?: boolean | undefined;
  readonly lines: readonly Line[];
  readonly columns?: readonly ColumnName[] | undefined;
  readonly more?: readonly More<Line>[] | undefined;
}) => {
  const headers: readonly Column[] = [
    ...columns.map((name) => ({ text: visit.t(`staff:list.${name}`) })),
    ...more.map(({ text }) => ({ text })),
  ];
  return (
    <Table
      caption={caption}
      captionUnseen={captionUnseen}
      sticky
      columns={headers}
      rows={lines.map((line) => ({
        appeal: line.receipt,
        cells: [
          ...columns.map((name) => cellOf(name, { visit, line })),
          ...more.map(({ cell }) => cell(line)),
        ],
      }))}
    />
  );
};
