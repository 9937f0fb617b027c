import type { Hono } from 'hono';
import type { Language } from '../../src/domain/language.ts';
import { type Problem, showProblem } from '../../src/web/citizen/not-found.tsx';
import { Button, LinkButton } from '../../src/web/ui/button.tsx';
import { Checkboxes, Radios } from '../../src/web/ui/choices.tsx';
import { BigNumber, Details, Notice, Panel, Quote } from '../../src/web/ui/content.tsx';
import { DateInput } from '../../src/web/ui/date-input.tsx';
import { errorAnchor } from '../../src/web/ui/error-summary.tsx';
import { FileUpload } from '../../src/web/ui/file-upload.tsx';
import { Pagination } from '../../src/web/ui/navigation.tsx';
import { Page } from '../../src/web/ui/page.tsx';
import { QuestionForm } from '../../src/web/ui/question-form.tsx';
import { SummaryList } from '../../src/web/ui/summary-list.tsx';
import { Table } from '../../src/web/ui/table.tsx';
import { duenessMark, Tag } from '../../src/web/ui/tag.tsx';
import { Select, TextArea, TextInput } from '../../src/web/ui/text-fields.tsx';
import type { Visit, WebEnv } from '../../src/web/visit.ts';
import type { PageCase } from './pages/case.ts';

const words = {
  kk: {
    who: 'Өтінішті кім үшін бересіз?',
    me: 'Өзім үшін',
    other: 'Басқа адам үшін',
    otherHint: 'Мысалы, анаңыз немесе балаңыз үшін',
    choose: 'Кім үшін екенін таңдаңыз',
    needs: 'Жауапты қалай алған ыңғайлы?',
    large: 'Ірі қаріппен',
    sign: 'Ымдау тілінде',
    name: 'Атыңыз кім?',
    nameHint: 'Міндетті емес',
    nameError: 'Атыңызды жазыңыз',
    said: 'Не болды?',
    birth: 'Туған күніңіз',
    day: 'Күні',
    month: 'Айы',
    year: 'Жылы',
    birthError: 'Күнін санмен жазыңыз, мысалы 27 3 1984',
    region: 'Өңір',
    city: 'Алматы қаласы',
    file: 'Файл қосу',
    done: 'Өтінішіңіз қабылданды',
    overdue: 'Мерзімі өтті',
    table: 'Мекемелердің бағасы',
    mark: 'Баға',
    quote: 'Сіз былай деп жаздыңыз',
    more: 'Толығырақ',
  },
  ru: {
    who: 'Для кого обращение?',
    me: 'Для себя',
    other: 'Для другого человека',
    otherHint: 'Например, для мамы или ребёнка',
    choose: 'Выберите, для кого обращение',
    needs: 'Как вам удобно получить ответ?',
    large: 'Крупным шрифтом',
    sign: 'На жестовом языке',
    name: 'Как вас зовут?',
    nameHint: 'Не обязательно',
    nameError: 'Напишите имя',
    said: 'Что случилось?',
    birth: 'Дата рождения',
    day: 'День',
    month: 'Месяц',
    year: 'Год',
    birthError: 'Напишите дату числами, например 27 3 1984',
    region: 'Регион',
    city: 'Город Алматы',
    file: 'Добавить файл',
    done: 'Обращение принято',
    overdue: 'Просрочено',
    table: 'Оценки учреждений',
    mark: 'Оценка',
    quote: 'Вы написали',
    more: 'Подробнее',
  },
} as const satisfies Record<Language, Record<string, string>>;

const Question = ({ visit, wrong }: { visit: Visit; wrong: boolean }) => {
  const say = words[visit.language];
  const fault = (text: string): string | undefined => (wrong ? text : undefined);
  const errors = [
    { field: 'who', text: say.choose },
    { field: 'name', text: say.nameError },
    { field: 'born', text: say.birthError },
  ];
  return (
    <Page
      visit={visit}
      title={say.who}
      step={visit.t('common:step', { number: 1 })}
      section="appeal"
      error={wrong}
      back={`/${visit.language}/`}
      quickExit
      styles={['forms.css']}
    >
      <QuestionForm visit={visit} action={`/${visit.language}/gallery/question`} errors={wrong ? errors : []}>
        <Radios
          heading
          caption={visit.t('common:section.appeal')}
          name="who"
          label={say.who}
          hint={say.otherHint}
          error={fault(say.choose)}
          options={[
            { value: 'me', text: say.me },
            { value: 'other', text: say.other, hint: say.otherHint, divider: visit.t('common:or') },
          ]}
        />
        <Checkboxes
          name="needs"
          label={say.needs}
          values={['large']}
          options={[
            { value: 'large', text: say.large },
            { value: 'sign', text: say.sign },
          ]}
        />
        <TextInput
          name="name"
          label={say.name}
          hint={say.nameHint}
          error={fault(say.nameError)}
          autocomplete="name"
        />
        <TextArea name="said" label={say.said} value={'1\n2'} rows={4} />
        <DateInput
          name="born"
          label={say.birth}
          error={fault(say.birthError)}
          words={{ day: say.day, month: say.month, year: say.year }}
          birthDate
        />
        <Select
          name="region"
          label={say.region}
          options={[
            { value: '', text: '–' },
            { value: 'KZ-75', text: say.city },
          ]}
        />
        <FileUpload name="file" label={say.file} multiple />
      </QuestionForm>
    </Page>
  );
};

const Parts = ({ visit, staff }: { visit: Visit; staff: boolean }) => {
  const say = words[visit.language];
  const change = { href: `/${visit.language}/`, text: visit.t('common:change') };
  return (
    <Page
      visit={visit}
      title={say.done}
      section="appeal"
      styles={['forms.css']}
      variant={staff ? 'staff' : 'citizen'}
      staff={
        staff
          ? {
              name: 'A. B.',
              role: say.city,
              links: [
                { href: '/staff/', text: say.table, current: true, count: 12 },
                { href: '/staff/x', text: say.overdue },
              ],
              signOut: '/staff/sign-out',
            }
          : undefined
      }
    >
      <Panel title={say.done}>
        <p>
          <BigNumber data="receipt">26 0000 0017</BigNumber>
        </p>
      </Panel>
      <SummaryList
        rows={[
          { key: say.who, value: say.me, change },
          { key: say.said, value: `${say.needs}\n${say.large}`, change },
          { key: say.region, value: say.city },
        ]}
      />
      <Notice kind="warning" title={say.overdue}>
        <p>{visit.t('common:emergency')}</p>
      </Notice>
      <Quote language={visit.language === 'kk' ? 'ru' : 'kk'} label={say.quote}>
        {words[visit.language === 'kk' ? 'ru' : 'kk'].needs}
      </Quote>
      <p>
        <Tag text={say.overdue} {...duenessMark.overdue} /> <Tag text={say.mark} {...duenessMark.today} />{' '}
        <Tag text={say.done} shape="tick" tone="done" />
      </p>
      <Table
        caption={say.table}
        sticky={staff}
        columns={[{ text: say.region }, { text: say.mark, numeric: true }, { text: say.needs }]}
        rows={[
          { cells: [<a href="/x">{say.city}</a>, '7,50', say.large] },
          { cells: [<a href="/y">{say.region}</a>, '5,12', say.sign] },
        ]}
      />
      <Details summary={say.more}>
        <p>{say.otherHint}</p>
      </Details>
      <Pagination
        label={say.table}
        previous={{ href: '/a', text: visit.t('common:newer') }}
        next={{ href: '/b', text: visit.t('common:older') }}
      />
      <LinkButton href="/c">{say.other}</LinkButton> <Button kind="quiet">{say.more}</Button>
    </Page>
  );
};

/** Every part of `src/web/ui` at least once, as pages write them. */
export const addGallery = (app: Hono<WebEnv>): Hono<WebEnv> => {
  app.get('/:lang{kk|ru}/gallery/question', (c) =>
    c.html(<Question visit={c.get('visit')} wrong={c.req.query('wrong') === '1'} />),
  );
  app.post('/:lang{kk|ru}/gallery/question', (c) =>
    c.redirect(`/${c.get('visit').language}/gallery/question?wrong=1${errorAnchor}`, 303),
  );
  app.get('/:lang{kk|ru}/gallery/parts', (c) =>
    c.html(<Parts visit={c.get('visit')} staff={c.req.query('staff') === '1'} />),
  );
  app.get('/:lang{kk|ru}/gallery/problem/:problem', (c) => {
    const problem = problems.find((one) => one === c.req.param('problem'));
    return problem ? showProblem(c, problem) : c.notFound();
  });
  return app;
};

const at =
  (path: string) =>
  ({
    page,
    baseUrl,
    language,
  }: {
    page: Parameters<PageCase['open']>[0]['page'];
    baseUrl: string;
    language: Language;
  }) =>
    page.goto(`${baseUrl}/${language}/gallery/${path}`);

const problems = ['refused', 'foreign', 'tooLarge', 'tooMany', 'failed', 'away'] as const satisfies Problem[];

export const galleryCases = [
  { name: 'a question', open: at('question') },
  { name: 'a question with mistakes', open: at('question?wrong=1'), error: true },
  { name: 'parts of content', open: at('parts') },
  { name: 'parts of content for staff', open: at('parts?staff=1') },
  ...problems.map((problem) => ({
    name: `what went wrong: ${problem}`,
    open: at(`problem/${problem}`),
    error: true,
  })),
] as const;
