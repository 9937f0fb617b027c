import { z } from 'zod';
import type { ActionContext } from '../../../actions/context.ts';
import type { UploadedFile } from '../../../actions/uploads.ts';
import { formField, type TakenForm } from './taken-form.ts';

/**
 * A form that came after its session had ended. The sign-in page carries it along in a hidden field, and whoever
 * typed it sees it again, filled, after signing in. Nothing is kept on the server.
 */
export interface HeldForm {
  /** Where it was posted to. */
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
}

export const heldField = 'held';
/** Passwords are not carried along. */
const neverHeld: ReadonlySet<string> = new Set([formField.csrf, 'current', 'next', 'again', 'password']);

const shape = z.object({
  path: z.string().regex(/^\/staff\/[a-z0-9/-]*$/),
  fields: z.array(z.tuple([z.string(), z.string()])).max(200),
});

/** A file already kept, as a form field: it stays with the form while it is shown again. */
export const keptFileField = 'answer-kept';
export const writeKeptFile = ({ id, kind, name }: Pick<UploadedFile, 'id' | 'kind' | 'name'>): string =>
  [id, kind, name].join('|');

export const holdForm = (path: string, form: TakenForm): HeldForm => ({
  path,
  fields: [
    ...[...form.fields].filter(([name]) => !neverHeld.has(name)),
    ...form.files.map((file) => [keptFileField, writeKeptFile(file)] as const),
  ],
});

export const writeHeldForm = (held: HeldForm): string => JSON.stringify(held);

/** null for anything that this service did not write. */
export const readHeldForm = (text: string | null): HeldForm | null => {
  if (!text) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Stands in every form: who it was shown to, so that after a new sign-in nobody sees another's words. */
export const authorMark = (ctx: ActionContext, staffId: string): string =>
  ctx.keys.mac('session', `form-author:${staffId}`).toString('base64url');

export const wasTypedBy = (ctx: ActionContext, held: HeldForm, staffId: string): boolean => {
  const mark = held.fields.find(([name]) => name === formField.by)?.[1];
  return (
    mark !== undefined && ctx.keys.verify('session', `form-author:${staffId}`, Buffer.from(mark, 'base64url'))
  );
};
