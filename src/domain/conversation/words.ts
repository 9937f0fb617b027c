import type { Command } from './inbound.ts';
import { foldSpelling } from './spelling.ts';

/**
 * What people write to say a command, in both languages; case, punctuation, Kazakh letters left out and Latin spelling
 * make no difference. Only a whole message is a command: "көмек керек" is the beginning of an appeal.
 */
const spelt: Readonly<Record<Command, readonly string[]>> = {
  start: [
    'баста',
    'бастау',
    'жалғастыр',
    'жалғастыру',
    'старт',
    'начать',
    'продолжить',
    'продолжай',
    'start',
  ],
  help: ['көмек', 'помощь', 'справка', 'анықтама', 'ақпарат', 'информация', 'help', 'info', 'pomoshch', '?'],
  appeal: ['өтініш', 'өтініш беру', 'обращение', 'подать обращение', 'дать обращение', 'appeal'],
  rate: ['баға', 'баға беру', 'бағалау', 'оценка', 'оценить', 'rate'],
  status: ['күй', 'мәртебе', 'өтінішім', 'жауап', 'статус', 'состояние', 'ответ', 'status'],
  new: ['жаңа', 'жаңа өтініш', 'новое', 'новое обращение', 'new', 'zhana', 'novoe', 'novoye'],
  back: ['артқа', 'кері', 'назад', 'back', 'nazad'],
  repeat: ['қайтала', 'қайталау', 'тағы', 'тағы бір рет', 'повтори', 'повторить', 'ещё раз', 'repeat', '*'],
  skip: ['өткізу', 'өткізіп жіберу', 'білмеймін', 'пропустить', 'пропуск', 'не знаю', 'skip', '-', '–'],
  done: ['болды', 'дайын', 'бітті', 'готово', 'всё', 'done', '#'],
  language: ['тіл', 'тілді ауыстыру', 'язык', 'сменить язык', 'language'],
  kk: [
    'қазақша',
    'қазақ тілі',
    'қаз',
    'казахский',
    'по-казахски',
    'на казахском',
    'kk',
    'kaz',
    'қазақ',
    'qazaqsha',
  ],
  ru: ['русский', 'по-русски', 'на русском', 'рус', 'орысша', 'орыс тілі', 'ru', 'rus', 'russkiy', 'russian'],
  person: ['адам', 'маман', 'оператор', 'человек', 'специалист', 'позвать человека', 'person', 'operator'],
  stop: ['тоқта', 'тоқтау', 'тоқтату', 'стоп', 'остановить', 'хватит', 'stop'],
  'hand-over': ['ауыстыру', 'басқа құрылғы', 'код', 'перенести', 'другое устройство', 'kod', 'code'],
};

/** Signs that folding would take away. */
const signs = /^[?*#–-]$/;
const fold = (text: string): string => {
  const trimmed = text.trim();
  return signs.test(trimmed) ? trimmed : foldSpelling(trimmed);
};

const known: ReadonlyMap<string, Command> = new Map(
  Object.entries(spelt).flatMap(([command, spellings]) =>
    spellings.map((spelling) => [fold(spelling), command as Command] as const),
  ),
);

/** Words that may also be an answer in one's own words (Адам is a name); heard as commands only where options are. */
const everyday: ReadonlySet<string> = new Set(
  ['адам', 'жауап', 'ответ', 'код', 'тағы', 'всё', 'болды', 'баға', 'жаңа', 'новое', 'ауыстыру'].map(fold),
);

/** The command that a whole message says; null where it is something else. `inWords`: own words are being awaited. */
export const commandOf = (
  text: string,
  { inWords = false }: { readonly inWords?: boolean } = {},
): Command | null => {
  const folded = fold(text.replace(/^\/(?=\S)/, ''));
  if (inWords && everyday.has(folded) && !text.trim().startsWith('/')) return null;
  return known.get(folded) ?? null;
};
