import { appealVerbs } from '../../../domain/states.ts';
import { hasText } from '../../../text/translate.ts';
import { Notice } from '../../ui/content.tsx';
import type { StaffContext } from '../staff-env.ts';

const notes = ['another', 'password'] as const;

/** What was just done, told on the list that one comes back to; null where nothing was. */
export const listNote = (c: StaffContext) => {
  const { t } = c.get('visit');
  const note = notes.find((each) => each === c.req.query('note'));
  const verb = appealVerbs.find((each) => each === c.req.query('done'));
  const key = `staff:verb.${verb}.done`;
  if (note === 'another')
    return (
      <Notice kind="warning" live="status">
        <p>{t('staff:held.another')}</p>
      </Notice>
    );
  if (note === 'password')
    return (
      <Notice kind="done" live="status">
        <p>{t('staff:password.done')}</p>
      </Notice>
    );
  return verb && hasText(key) ? (
    <Notice kind="done" live="status">
      <p>{t(key)}</p>
    </Notice>
  ) : null;
};
