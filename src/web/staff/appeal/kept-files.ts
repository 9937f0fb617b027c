import type { FileKind, UploadedFile } from '../../../actions/uploads.ts';

const kinds = ['picture', 'document', 'sound', 'video'] as const satisfies readonly FileKind[];

/** A file of an answer that is not sent yet, out of its form field (see `writeKeptFile`). */
export const readKeptFile = (value: string): Pick<UploadedFile, 'id' | 'kind' | 'name'> | null => {
  const [id = '', typedKind = '', ...name] = value.split('|');
  const kind = kinds.find((each) => each === typedKind);
  return kind && id ? { id, kind, name: name.join('|') } : null;
};
