import { localDay } from '../../domain/calendar.ts';
import { type ServiceTime, serviceTimes } from '../../domain/journeys/rating.ts';
import { isLanguage, type Language, languageOfWords } from '../../domain/language.ts';
import { withinOf } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import { emptyRollup, shownTallies } from '../../domain/publication.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { cut, type Group, scoreOf } from '../../domain/scoring.ts';
import { fewestPeople, indicatorNumbers, satisfaction, type Tally } from '../../domain/tally.ts';
import { type NewestMark, readNewestMarks, readRollups } from '../../storage/rating-queries.ts';
import { rollupOf } from '../../storage/rating-rollups.ts';
import type { ListItem, Organisation } from '../../storage/reference.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { currentPeriod } from './public-institutions.ts';

export interface HeadInstitution {
  readonly id: string;
  readonly name: Organisation['name'];
  /** Her own institution: she sees of it what the public sees, and no single mark. */
  readonly own: boolean;
  /** Marks so far and their mean cut to two places; of her own institution only what is public. */
  readonly marks: number | null;
  readonly mean: string | null;
  /** The public score and group; null under five people. */
  readonly score: string | null;
  readonly group: Group | null;
}
export interface HeadMark {
  readonly institution: Organisation['name'];
  /** `YYYY-MM-DD`; the hour would say too much of who it was. */
  readonly day: string;
  readonly mark: number;
  readonly service: ListItem['name'] | null;
  readonly when: ServiceTime | null;
  readonly reason: string | null;
  readonly language: Language;
}
export interface HeadRatings {
  readonly period: number;
  readonly institutions: readonly HeadInstitution[];
  /** The newest marks of the institutions below her own, at most 50. */
  readonly newest: readonly HeadMark[];
}

/**
 * The marks of the institutions below a head's own, as they come: how many, their mean, and what was written with the
 * newest ones. Never who rated: that is not kept in a way anyone could read. The rated institution itself, and so a
 * head for her own, sees only public figures.
 */
export async function ratingsForHead(
  ctx: ActionContext,
  official: Official,
): Promise<Result<HeadRatings, 'not-allowed'>> {
  if (official.role !== 'head') return fail('not-allowed');
  const { organisationById } = ctx.reference.current();
  const scope = new Set(withinOf(official.organisationId, organisationById));
  const institutions = ctx.reference
    .current()
    .organisations.filter(({ id, rated }) => rated && scope.has(id));
  const below = institutions.filter(({ id }) => id !== official.organisationId).map(({ id }) => id);
  const period = currentPeriod(ctx);
  return ctx.db.transaction().execute(async (trx) => {
    const rows = await readRollups(
      trx,
      period,
      institutions.map(({ id }) => id),
    );
    const rollups = new Map(rows.map((row) => [row.institution_id, rollupOf(row)]));
    const newest = await readNewestMarks(trx, period, below, 50);
    await recordAudit(ctx, trx, {
      actor: official,
      action: 'look-ratings',
      subjectKind: 'list',
      subjectId: official.organisationId,
      detail: { marks: newest.length },
    });
    return ok({
      period,
      institutions: institutions.map((institution) => {
        const rollup = rollups.get(institution.id) ?? emptyRollup;
        const own = institution.id === official.organisationId;
        const tally = own ? rollup[satisfaction].shown : rollup[satisfaction].all;
        const applying = indicatorNumbers.filter((number) => institution.indicators.includes(number));
        const score = scoreOf(shownTallies(rollup), applying);
        return {
          id: institution.id,
          name: institution.name,
          own,
          marks: own && tally.people < fewestPeople ? null : tally.marks,
          mean: meanShown(tally),
          score: score?.shown ?? null,
          group: score?.group ?? null,
        };
      }),
      newest: newest.flatMap((mark) => describeMark(ctx, mark)),
    });
  });
}

const meanShown = ({ marks, sum }: Tally): string | null =>
  marks === 0 ? null : cut({ top: BigInt(sum), bottom: BigInt(marks) }, 2);

const describeMark = (ctx: ActionContext, mark: NewestMark): readonly HeadMark[] => {
  const { organisationById, lists, calendar } = ctx.reference.current();
  const institution = organisationById.get(mark.institutionId)?.name;
  if (institution === undefined) return [];
  return [
    {
      institution,
      day: localDay(mark.ratedAt, calendar),
      mark: mark.mark,
      service: lists.services.find(({ code }) => code === mark.service)?.name ?? null,
      when: serviceTimes.find((time) => time === mark.serviceWhen) ?? null,
      reason: mark.reason,
      language: languageOfWords(mark.reason ?? '', isLanguage(mark.language) ? mark.language : 'kk'),
    },
  ];
};
