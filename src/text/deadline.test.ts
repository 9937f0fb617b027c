import { describe, expect, test } from 'vitest';
import reference from '../../reference/calendar.kz.json' with { type: 'json' };
import { calendarFromData } from '../domain/calendar.ts';
import { reckonDeadline } from '../domain/deadline.ts';
import { explainDeadline, explainProvisional } from './deadline.ts';

const calendar = calendarFromData(reference);
const reckon = (local: string, days = 15, over = calendar) =>
  reckonDeadline(new Date(`${local}+05:00`), { answerWorkingDays: days }, over);

describe('why the last day is that day', () => {
  test('15 December 2026', () => {
    const deadline = reckon('2026-12-15T10:00:00');
    expect(explainDeadline(deadline, 'kk')).toBe(
      'Мерзім – 2026 жылғы 15 желтоқсаннан кейінгі 15 жұмыс күні. ' +
        '16 желтоқсан, 1, 4 және 7 қаңтар – демалыс күндері, олар есептелмейді. ' +
        'Жауап берілетін соңғы күн – 2027 жылғы 11 қаңтар.',
    );
    expect(explainDeadline(deadline, 'ru')).toBe(
      'Срок – 15 рабочих дней после 15 декабря 2026 года. ' +
        '16 декабря, 1, 4 и 7 января – выходные дни, их не считаем. ' +
        'Последний день для ответа – 11 января 2027 года.',
    );
  });

  test('after hours on a Friday: registered on Monday', () => {
    const deadline = reckon('2026-11-13T18:31:00', 1);
    expect(explainDeadline(deadline, 'kk')).toBe(
      'Өтініш жұмыс уақыты біткен соң түсті, сондықтан тіркеу күні – 2026 жылғы 16 қараша. ' +
        'Мерзім – 2026 жылғы 16 қарашадан кейінгі 1 жұмыс күні. ' +
        'Жауап берілетін соңғы күн – 2026 жылғы 17 қараша.',
    );
    expect(explainDeadline(deadline, 'ru')).toBe(
      'Обращение пришло после конца рабочего дня, поэтому день регистрации – 16 ноября 2026 года. ' +
        'Срок – 1 рабочий день после 16 ноября 2026 года. ' +
        'Последний день для ответа – 17 ноября 2026 года.',
    );
  });

  test('on a day off, with one day off on the way', () => {
    const deadline = reckon('2027-03-07T10:00:00', 3);
    expect(explainDeadline(deadline, 'kk')).toContain('Өтініш демалыс күні түсті');
    expect(explainDeadline(deadline, 'ru')).toContain('Срок – 3 рабочих дня после 9 марта 2027 года.');
    const one = reckon('2026-12-15T10:00:00', 2);
    expect(explainDeadline(one, 'kk')).toContain('16 желтоқсан – демалыс күні, ол есептелмейді.');
    expect(explainDeadline(one, 'ru')).toContain('16 декабря – выходной день, его не считаем.');
  });

  test('a Saturday that is worked', () => {
    const worked = { ...calendar, workingWeekendDays: new Set(['2026-06-13']) };
    const deadline = reckon('2026-06-12T10:00:00', 3, worked);
    expect(explainDeadline(deadline, 'kk')).toContain(
      '13 маусым – жұмыс күні болып белгіленген, ол есептеледі.',
    );
    expect(explainDeadline(deadline, 'ru')).toContain('13 июня – рабочий день, его считаем.');
  });
});

describe('a year without a calendar', () => {
  const deadline = reckon('2027-12-20T10:00:00');
  test('the person reads that the day may change', () => {
    expect(explainDeadline(deadline, 'kk')).toContain('2028 жылғы мереке күндері әлі енгізілмеген');
    expect(explainDeadline(deadline, 'ru')).toContain('праздничные дни 2028 года ещё не внесены');
  });
  test('staff read what is wrong and who mends it', () => {
    expect(explainProvisional(deadline, 'kk')).toContain('2028 жылдың күнтізбесі жоқ.');
    expect(explainProvisional(deadline, 'ru')).toContain('Нет календаря на 2028 год.');
    expect(explainProvisional({ missingYears: [2028, 2029] }, 'kk')).toContain('2028 және 2029 жылдардың');
    expect(explainProvisional({ missingYears: [2028, 2029] }, 'ru')).toContain('на 2028 и 2029 годы');
  });
  test('nothing is said where nothing is missing', () => {
    expect(explainProvisional(reckon('2026-12-15T10:00:00'), 'kk')).toBeNull();
    expect(explainDeadline(reckon('2026-12-15T10:00:00'), 'ru')).not.toContain('уточниться');
  });
});
