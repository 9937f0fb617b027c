import type { Appeal } from './appeal.ts';
import { type ConflictFacts, isInConflict } from './conflict.ts';
import { isWithin, type OrganisationTree } from './organisations.ts';
import type { Official } from './people.ts';
import { unreachable } from './result.ts';
import type { AppealVerb } from './states.ts';

/** What of an appeal decides who may see it. */
export type AppealScope = ConflictFacts & Pick<Appeal, 'departmentId' | 'curatorId' | 'region'>;

/** `look` opens the appeal with the person's data; every use of it is audited. */
export type Deed = AppealVerb | 'look';

const registrarDeeds: ReadonlySet<Deed> = new Set<Deed>([
  'look',
  'register',
  'complete',
  'distribute',
  'reassign',
  'forward',
  'return',
  'note',
  'ask',
  'merge',
  'withdraw',
  'reopen',
]);
const curatorDeeds: ReadonlySet<Deed> = new Set<Deed>([
  'look',
  'complete',
  'forward',
  'return',
  'take',
  'note',
  'ask',
  'answer',
  'close',
]);
const headDeeds: ReadonlySet<Deed> = new Set<Deed>([...registrarDeeds, ...curatorDeeds, 'extend']);

/**
 * May this registrar see appeals that no department has yet? Those of her body's region and those of no region; a
 * body without a region (the top one) sees all.
 */
export const seesUndistributed = (
  official: Pick<Official, 'role' | 'organisationId'>,
  region: string | null,
  tree: OrganisationTree,
): boolean => {
  const own = tree.get(official.organisationId);
  if (!own) return false;
  if (official.role === 'head') return own.parentId === null;
  return official.role === 'registrar' && (own.region === null || region === null || own.region === region);
};

/** Does the appeal lie in the official's own organisation or below it? */
export const isInScope = (
  official: Pick<Official, 'role' | 'organisationId'>,
  scope: Pick<AppealScope, 'departmentId' | 'region'>,
  tree: OrganisationTree,
): boolean =>
  scope.departmentId === null
    ? seesUndistributed(official, scope.region, tree)
    : isWithin(scope.departmentId, official.organisationId, tree);

const curatorMay = (official: Official, deed: Deed, scope: AppealScope): boolean => {
  if (!curatorDeeds.has(deed)) return false;
  const own = scope.curatorId === official.id;
  const ofHerDepartment = scope.departmentId === official.organisationId;
  return own || (ofHerDepartment && (deed === 'look' || scope.curatorId === null));
};

/**
 * May this official do that to this appeal? Says nothing of the appeal's state (`transition` does). Whoever is party
 * to the matter neither looks nor acts, whatever the role.
 */
export const mayDo = (
  official: Official,
  deed: Deed,
  scope: AppealScope,
  tree: OrganisationTree,
): boolean => {
  if (isInConflict(official, scope, tree)) return false;
  switch (official.role) {
    case 'registrar':
      return registrarDeeds.has(deed) && isInScope(official, scope, tree);
    case 'head':
      return headDeeds.has(deed) && isInScope(official, scope, tree);
    case 'curator':
      return curatorMay(official, deed, scope);
    case 'worker':
    case 'council':
    case 'ministry':
    case 'administrator':
      return false;
    default:
      return unreachable(official.role);
  }
};
