import directory from '../../../reference/demo-directory.json' with { type: 'json' };
import lists from '../../../reference/lists.kz.json' with { type: 'json' };
import regions from '../../../reference/regions.kz.json' with { type: 'json' };
import services from '../../../reference/services.kz.json' with { type: 'json' };
import { parsePhone } from '../../actions/phone.ts';
import type { FileKind, TalkContext } from '../../domain/conversation/conversation.ts';
import type { Deed, Outcome } from '../../domain/conversation/effects.ts';
import { foldWords } from '../../domain/folding.ts';
import type { Option } from '../../domain/journeys/question.ts';
import type { Language } from '../../domain/language.ts';
import { isLow } from '../../domain/rating.ts';
import { serialFor } from '../../domain/receipt-number.ts';
import { unreachable } from '../../domain/result.ts';

/** An appeal as a conversation made it, with what was added later. */
export interface PaperAppeal {
  readonly command: Extract<Deed, { kind: 'submit-appeal' }>['command'];
  readonly language: Language;
  readonly files: readonly FileKind[];
  readonly added: readonly string[];
}

/** The service on paper: what conversations ask of it, without a database. Numbers and days are always the same. */
export interface PaperService {
  readonly appeals: readonly PaperAppeal[];
  readonly ratings: readonly { readonly institutionId: string; readonly mark: number }[];
  /** `from`: the address; it knows its own appeals without a code. */
  readonly act: (
    deed: Deed,
    by: { readonly from: string; readonly language: Language; readonly moving: Moving },
  ) => Outcome;
}
type Moving = Omit<Extract<Outcome, { kind: 'moved' }>, 'kind'> | null;

const code = '123456';
const dueOn = '2026-12-09';
const firstRatingCode = 1001;

const option = (item: { readonly code: string; readonly kk: string; readonly ru: string }): Option => ({
  code: item.code,
  label: { kk: item.kk, ru: item.ru },
});
const organisations = directory.organisations.filter(({ kind }) => kind !== 'division');

/** The world as a conversation sees it: the lists and the directory of the demonstration, named by their codes. */
export const paperWorld = {
  journey: {
    today: '2026-11-18',
    lists: {
      regions: regions.regions.map(option),
      topics: lists.topics.map(option),
      categories: lists.categories.map(option),
      services: services.services.map(option),
    },
    parsePhone,
    organisationExists: (id: string) => organisations.some((one) => one.code === id),
    fileCount: 0,
    identity: 'channel-address' as const,
  },
  findOrganisations: (typed: string, _region: string | null, rated: boolean) => {
    const parts = foldWords(typed).split(' ').filter(Boolean);
    return organisations
      .filter((one) => !rated || ('rated' in one && one.rated === true))
      .filter((one) => parts.every((part) => foldWords(`${one.kk} ${one.ru}`).includes(part)))
      .map(option);
  },
  organisation: (id: string) => {
    const found = organisations.find((one) => one.code === id);
    return found ? option(found) : null;
  },
  institutionByCode: (typed: string) => {
    const rated = organisations.filter((one) => 'rated' in one && one.rated === true);
    const found = rated[Number(typed) - firstRatingCode];
    return found ? { code: found.code, label: { kk: found.kk, ru: found.ru, number: typed } } : null;
  },
  helpPhone: '1414',
} satisfies Partial<TalkContext>;

export const createPaperService = (): PaperService => {
  const appeals: (PaperAppeal & { readonly submissionId: string; readonly from: string })[] = [];
  const ratings: { institutionId: string; mark: number }[] = [];
  const moving = new Map<string, NonNullable<Moving>>();
  const serialOf = (index: number): number => serialFor(26, index + 1);

  const submit = (
    deed: Extract<Deed, { kind: 'submit-appeal' }>,
    from: string,
    language: Language,
  ): Outcome => {
    const before = appeals.findIndex(({ submissionId }) => submissionId === deed.submissionId);
    const { command, files, submissionId } = deed;
    if (before < 0) appeals.push({ command, files, language, submissionId, from, added: [] });
    const index = before < 0 ? appeals.length - 1 : before;
    return { kind: 'appeal-taken', appealId: String(index), serial: serialOf(index), code, dueOn };
  };
  const lookUp = (deed: Extract<Deed, { kind: 'look-up' }>, from: string): Outcome => {
    const index = appeals.findIndex((_appeal, place) => serialOf(place) === deed.serial);
    const own = appeals[index]?.from === from;
    if (!own && deed.code === null) return { kind: 'needs-code', serial: deed.serial };
    if (index < 0 || (!own && deed.code !== code)) return { kind: 'not-found' };
    return { kind: 'found', serial: deed.serial, state: 'in-work', dueOn, open: true, callBack: false };
  };
  const act: PaperService['act'] = (deed, by) => {
    switch (deed.kind) {
      case 'submit-appeal':
        return submit(deed, by.from, by.language);
      case 'add-to-appeal': {
        const index = Number(deed.appealId);
        const appeal = appeals[index];
        if (appeal === undefined) return { kind: 'not-added' };
        appeals[index] = {
          ...appeal,
          added: [...appeal.added, deed.text],
          files: [...appeal.files, ...deed.files],
        };
        return { kind: 'added', serial: serialOf(index) };
      }
      case 'submit-rating': {
        const { institutionId, mark } = deed.command;
        ratings.push({ institutionId, mark });
        return { kind: 'rating-taken', mark, low: isLow(mark) };
      }
      case 'look-up':
        return lookUp(deed, by.from);
      case 'look-up-latest': {
        const index = appeals.findLastIndex(({ from }) => from === by.from);
        return index < 0
          ? { kind: 'not-found' }
          : lookUp({ kind: 'look-up', serial: serialOf(index), code: null }, by.from);
      }
      case 'draw-hand-over': {
        const drawn = String(10_000_001 + moving.size);
        if (by.moving !== null) moving.set(drawn, by.moving);
        return { kind: 'hand-over-drawn', code: drawn };
      }
      case 'redeem-hand-over': {
        const moved = moving.get(deed.code);
        moving.delete(deed.code);
        return moved === undefined ? { kind: 'code-wrong' } : { kind: 'moved', ...moved };
      }
      default:
        return unreachable(deed);
    }
  };
  return { appeals, ratings, act };
};
