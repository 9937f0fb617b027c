import type { Misfit } from '../../../domain/answer-fit.ts';
import { unreachable } from '../../../domain/result.ts';
import type { Translate } from '../../../text/translate.ts';
import type { FieldError } from '../../ui/field.tsx';
import { fieldName } from './complete-fields.ts';
import { destinationField } from './destination.ts';
import type { Refusal } from './do-verb.ts';
import type { PageVerb } from './page-verbs.ts';

const misfitField = (misfit: Misfit): string => {
  switch (misfit) {
    case 'empty':
    case 'plain-language':
    case 'sms-length':
    case 'large-print':
    case 'call-me':
    case 'channel':
      return 'answer-text';
    case 'language':
      return 'answer-language';
    case 'sign-language':
    case 'audio':
      return 'answer-files';
    default:
      return unreachable(misfit);
  }
};

const textField = (verb: PageVerb): string => (verb === 'forward' ? 'forward-reason' : `${verb}-text`);

/** The field that a refusal is about; null where it is about the appeal itself. */
const fieldOf = (verb: PageVerb, error: Refusal): string | null => {
  switch (error) {
    case 'not-found':
    case 'not-allowed':
    case 'not-in-this-state':
    case 'form-used':
    case 'bad-form-id':
    case 'nothing-changed':
    case 'taken-by-another':
    case 'task-open':
    case 'task-unknown':
    case 'misfit':
      return null;
    case 'text-required':
    case 'text-too-long':
      return textField(verb);
    case 'list-unknown':
      return fieldName('topic');
    case 'organisation-unknown':
      return fieldName('organisation');
    case 'phone':
      return fieldName('phone');
    case 'email':
      return fieldName('email');
    case 'birth-date':
      return fieldName('birthDate');
    case 'iin':
      return fieldName('iin');
    case 'field-too-long':
      return fieldName('address');
    case 'conflict-of-interest':
      return verb === 'complete'
        ? fieldName('organisation')
        : verb === 'reassign'
          ? 'reassign-curator'
          : destinationField;
    case 'no-suggestion':
    case 'department-unfit':
      return destinationField;
    case 'curator-unfit':
      return verb === 'reassign' ? 'reassign-curator' : destinationField;
    case 'organisation-unfit':
      return 'organisation';
    case 'file-unknown':
      return 'answer-files';
    default:
      return unreachable(error);
  }
};

/** Mistakes for the list at the top and for the fields, one line a field. */
export const refusalErrors = (
  t: Translate,
  verb: PageVerb,
  error: Refusal,
  misfits: readonly Misfit[] = [],
): readonly FieldError[] => {
  if (error === 'misfit') {
    const byField = new Map<string, string[]>();
    for (const misfit of misfits) {
      const field = misfitField(misfit);
      byField.set(field, [...(byField.get(field) ?? []), t(`domain:misfit.${misfit}`)]);
    }
    return [...byField].map(([field, texts]) => ({ field, text: texts.join(' ') }));
  }
  const field = fieldOf(verb, error);
  if (error === 'not-found' || field === null) return [];
  return [{ field, text: t(`staff:refusal.${error}`) }];
};
