import { type FileState, type UploadedFile, uploadErrors } from '../../actions/uploads.ts';
import type { Visit } from '../visit.ts';

/** A file that was not taken: what the device called it, and the code of `UploadError`. */
export interface FileProblem {
  readonly code: string;
  readonly name: string;
}

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** The text that says why a file that is there can't be opened; null where it can. */
export const hindranceOf = (state: FileState): 'waiting' | 'broken' | 'infected' | null => {
  if (state === 'ready') return null;
  if (state === 'waiting') return 'waiting';
  return state.refused === 'infected' ? 'infected' : 'broken';
};

/** "ғимарат.jpg (сурет, 1,2 МБ)", and what keeps it from being opened, if anything does. */
export const sayFile = ({ t, language }: Visit, { name, kind, bytes, state }: UploadedFile): string => {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const size =
    bytes < megabyte
      ? t('appeal:files.kilobytes', { size: number.format(Math.max(1, Math.round(bytes / kilobyte))) })
      : t('appeal:files.megabytes', { size: number.format(bytes / megabyte) });
  const file = t('appeal:files.line', { name, kind: t(`appeal:files.kind.${kind}`), size });
  const hindrance = hindranceOf(state);
  return hindrance === null ? file : t(`appeal:files.state.${hindrance}`, { file });
};

/** Why a file was not taken and what to do. */
export const sayProblem = ({ t }: Visit, problem: FileProblem): string => {
  const code = uploadErrors.find((known) => known === problem.code) ?? 'broken-upload';
  return t(`errors:upload.${code}`, { name: problem.name });
};
