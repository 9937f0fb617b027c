import type { UploadedFile } from '../../actions/uploads.ts';
import { uploadErrors } from '../../actions/uploads.ts';
import type { Visit } from '../visit.ts';

/** A file that was not taken: what the device called it, and the code of `UploadError`. */
export interface FileProblem {
  readonly code: string;
  readonly name: string;
}

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** "ғимарат.jpg (сурет, 1,2 МБ)". */
export const sayFile = ({ t, language }: Visit, { name, kind, bytes }: UploadedFile): string => {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const size =
    bytes < megabyte
      ? t('appeal:files.kilobytes', { size: number.format(Math.max(1, Math.round(bytes / kilobyte))) })
      : t('appeal:files.megabytes', { size: number.format(bytes / megabyte) });
  return t('appeal:files.line', { name, kind: t(`appeal:files.kind.${kind}`), size });
};

/** Why a file was not taken and what to do. */
export const sayProblem = ({ t }: Visit, problem: FileProblem): string => {
  const code = uploadErrors.find((known) => known === problem.code) ?? 'broken-upload';
  return t(`errors:upload.${code}`, { name: problem.name });
};
