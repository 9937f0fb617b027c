import { type RoutableOfficial, type Route, routeAppeal } from '../domain/routing.ts';
import type { AppealState } from '../domain/states.ts';
import { finishAll, lockForRouting, setRoutes, type WaitingAppeal } from '../storage/distribution.ts';
import { auditRow, eventRow } from '../storage/ledger.ts';
import { curatorLoads } from '../storage/official-loads.ts';
import { claim, fail, type Lease } from '../storage/outbox.ts';
import type { ActionContext } from './context.ts';

/** Outbox entries that ask for an appeal to be routed. */
export const distributeKind = 'distribute';

const batchSize = 200;
const lease = 60_000;

interface Routed {
  readonly id: string;
  readonly state: AppealState;
  readonly route: Route;
}

/** Routes one after another, so that each curator given counts for the next choice. */
const routeAll = (
  ctx: ActionContext,
  waiting: readonly WaitingAppeal[],
  curators: readonly RoutableOfficial[],
): readonly Routed[] => {
  const { rules, organisationById } = ctx.reference.current();
  const loads = new Map(curators.map((curator) => [curator.id, curator]));
  return waiting.map((appeal) => {
    const route = routeAppeal(appeal, rules, [...loads.values()], organisationById);
    const chosen = route.curatorId === null ? undefined : loads.get(route.curatorId);
    if (chosen) loads.set(chosen.id, { ...chosen, openAppeals: chosen.openAppeals + 1 });
    // Without a curator it stays in the registrar's row, with the reason.
    return { id: appeal.id, state: chosen ? 'distributed' : 'registered', route };
  });
};

class LeaseLost extends Error {}

const distribute = (ctx: ActionContext, leases: readonly Lease[]): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = ctx.now();
    const ids = leases.map((entry) => entry.appealId).filter((id) => id !== null);
    const found = await lockForRouting(trx, ids);
    const waiting = found.filter((appeal) => appeal.state === 'registered');
    if (waiting.length > 0) {
      const routed = routeAll(ctx, waiting, await curatorLoads(trx));
      const service = { at: now, actorKind: 'service', actorId: null } as const;
      await setRoutes(trx, routed);
      const events = routed.map(({ id, state, route: { departmentId, curatorId, ruleId, reason } }) =>
        eventRow(ctx.keys, {
          ...service,
          id: ctx.uuid(),
          appealId: id,
          verb: 'distribute',
          fromState: 'registered',
          toState: state,
          data: { departmentId, curatorId, ruleId, routeReason: reason },
        }),
      );
      const audits = routed.map(({ id, route }) =>
        auditRow(ctx.keys, {
          ...service,
          id: ctx.uuid(),
          action: 'distribute',
          subjectKind: 'appeal',
          subjectId: id,
          detail: { routeReason: route.reason },
        }),
      );
      await trx.insertInto('events').values(events).execute();
      await trx.insertInto('audit').values(audits).execute();
    }
    // Not registered yet: the entry comes again after a pause, when the sweep has been.
    const early = new Set(found.filter(({ state }) => state === 'received').map(({ id }) => id));
    const done = leases.filter((entry) => entry.appealId === null || !early.has(entry.appealId));
    if (!(await finishAll(trx, done, now))) throw new LeaseLost('distribute');
    for (const entry of leases) if (!done.includes(entry)) await fail(trx, entry, 'not-registered-yet', now);
  });

/**
 * Distributes what is registered and waits: rules first, then the least-loaded curator, conflict of interest kept out.
 * What no rule decides stays in the registrar's row, with the reason in its history. Gives true where more may wait.
 */
export const distributePending = async (ctx: ActionContext): Promise<boolean> => {
  const now = ctx.now();
  const leases = await claim(ctx.db, { kinds: [distributeKind], now, lease, limit: batchSize });
  if (leases.length === 0) return false;
  try {
    await distribute(ctx, leases);
  } catch (error) {
    ctx.log.warn({ error, count: leases.length }, 'a batch could not be distributed');
    for (const entry of leases) await distributeAlone(ctx, entry);
  }
  return leases.length === batchSize;
};

/** One that can't be distributed never keeps the others from it. */
const distributeAlone = async (ctx: ActionContext, entry: Lease): Promise<void> => {
  try {
    await distribute(ctx, [entry]);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await fail(ctx.db, entry, 'distribute-failed', ctx.now());
  }
};
