import { isInConflict, isOrganisationInConflict } from '../../domain/conflict.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import { blindIndexes } from '../../storage/blind-index.ts';
import type { Queryable } from '../../storage/database.ts';
import { openSealedAppeal, sealAppeal } from '../../storage/sealed-appeal.ts';
import { accountById } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { journeyContext } from '../journey-context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import { scopeOf } from './appeal-scope.ts';
import { completedFields, completedPerson, type FieldRefusal, type PlainFields } from './completed-fields.ts';
import type { CompleteRefusal } from './refusals.ts';
import type { CompleteInput, Done } from './verb-inputs.ts';

const eventNames: Readonly<Record<keyof PlainFields, string>> = {
  entry_number: 'entryNumber',
  correspondent: 'correspondent',
  form: 'form',
  type: 'type',
  urgent: 'urgent',
  topic: 'topic',
  category: 'category',
  region: 'region',
  organisation_id: 'organisationId',
  identity: 'identity',
};
const fields = Object.keys(eventNames) as readonly (keyof PlainFields)[];

/** Would the appeal, completed so, lie with the body or the curator that it complains of? */
const liesWithItsSubject = async (
  ctx: ActionContext,
  trx: Queryable,
  appeal: AppealRow,
): Promise<boolean> => {
  const tree = ctx.reference.current().organisationById;
  const scope = scopeOf(appeal);
  if (appeal.department_id !== null && isOrganisationInConflict(appeal.department_id, scope, tree))
    return true;
  const curator = appeal.curator_id === null ? null : await accountById(trx, appeal.curator_id);
  return curator !== null && isInConflict(curator, scope, tree);
};

/**
 * Completes what the person left open. The event keeps the names of the fields that changed, never what stood or
 * stands in them; personal data is sealed anew and can be looked up by its new value.
 */
export const completeAppeal = (
  ctx: ActionContext,
  official: Official,
  input: CompleteInput,
): Promise<Result<Done, CompleteRefusal>> =>
  actOnAppeal<FieldRefusal | 'nothing-changed' | 'conflict-of-interest'>(ctx, official, input, {
    verb: 'complete',
    decide: async (appeal, trx) => {
      const journey = journeyContext(ctx, { fileCount: 0 });
      const plain = completedFields(appeal, input, journey, ctx.reference.current());
      if (!plain.ok) return plain;
      const sealed = openSealedAppeal(ctx.keys, appeal.id, appeal.sealed);
      const person = completedPerson(sealed.applicant, input, journey);
      if (!person.ok) return person;

      const changed = fields.filter((field) => plain.value[field] !== appeal[field]);
      const own = [...new Set([...Object.keys(person.value), ...Object.keys(sealed.applicant)])].filter(
        (field) => Reflect.get(person.value, field) !== Reflect.get(sealed.applicant, field),
      );
      if (changed.length + own.length === 0) return fail('nothing-changed');
      const movedTo = { ...appeal, ...plain.value };
      const subject = changed.includes('organisation_id') || changed.includes('type');
      if (subject && (await liesWithItsSubject(ctx, trx, movedTo))) return fail('conflict-of-interest');

      const { applicant, ...rest } = { ...sealed, applicant: person.value };
      const people = rest.representative === null ? [applicant] : [applicant, rest.representative];
      return ok({
        changes: {
          ...plain.value,
          ...(own.length === 0
            ? {}
            : {
                sealed: sealAppeal(ctx.keys, appeal.id, { ...rest, applicant }),
                blind: blindIndexes(ctx.keys, people),
                anonymous: appeal.anonymous && applicant.name === undefined,
              }),
        },
        data: {
          fields: [...changed.map((field) => eventNames[field]), ...own],
          ...(changed.includes('entry_number') && plain.value.entry_number !== null
            ? { entryNumber: plain.value.entry_number }
            : {}),
        },
      });
    },
  });
