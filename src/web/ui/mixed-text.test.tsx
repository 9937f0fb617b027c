import { expect, test } from 'vitest';
import { languageOfName, Mixed } from './mixed-text.tsx';

test.each([
  ['Куратор Айгүл', 'Куратор <span lang="kk">Айгүл</span>'],
  ['Сейітова Жансая', '<span lang="kk">Сейітова</span> Жансая'],
  ['Ответ: Әсел Нұрланқызы, 10:00', 'Ответ: <span lang="kk">Әсел Нұрланқызы,</span> 10:00'],
  ['Ахметов Ерлан', 'Ахметов Ерлан'],
  ['', ''],
])('on a Russian page %j', (text, html) => {
  expect((<Mixed text={text} page="ru" />).toString()).toBe(html);
});

test('on a Kazakh page nothing is marked', () => {
  expect((<Mixed text="Куратор Айгүл" page="kk" />).toString()).toBe('Куратор Айгүл');
  expect(languageOfName('Айгүл', 'kk')).toBeUndefined();
  expect(languageOfName('Айгүл', 'ru')).toBe('kk');
});
