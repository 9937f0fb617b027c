import { maxFiles, type UploadedFile } from '../../actions/uploads.ts';
import { Button } from '../ui/button.tsx';
import { FileUpload } from '../ui/file-upload.tsx';
import type { Visit } from '../visit.ts';
import { sayFile } from './file-words.ts';

/** The name of the file field in every form that takes files. */
export const fileField = 'files';

/** What the service takes; a list with JPEG makes telephones convert their own picture formats. */
const accept = [
  '.jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp',
  '.pdf,.docx,application/pdf',
  '.mp3,.ogg,.opus,.wav,.m4a,.amr,audio/*',
  '.mp4,.mov,.3gp,.webm,video/*',
].join(',');

/** Scripts that record sound and show how far an upload is; the form works without them. */
export const fileScripts = ['recorder.js', 'upload.js'] as const;

/** File field with what a script needs to record sound beside it. Stands inside a multipart form. */
export const FileField = ({
  visit,
  error,
}: {
  readonly visit: Visit;
  readonly error: string | undefined;
}) => {
  const { t } = visit;
  return (
    <>
      <FileUpload
        name={fileField}
        label={t('appeal:files.label')}
        hint={
          <>
            {t('appeal:files.hint')} {t('appeal:files.types')}
          </>
        }
        error={error}
        accept={accept}
        multiple
      />
      <div
        data-recorder={fileField}
        data-title={t('appeal:recorder.title')}
        data-start={t('appeal:recorder.start')}
        data-stop={t('appeal:recorder.stop')}
        data-again={t('appeal:recorder.again')}
        data-discard={t('appeal:recorder.discard')}
        data-recording={t('appeal:recorder.recording')}
        data-ready={t('appeal:recorder.ready')}
        data-listen={t('appeal:recorder.listen')}
        data-discarded={t('appeal:recorder.discarded')}
        data-denied={t('appeal:recorder.denied')}
        data-full={t('appeal:recorder.full')}
        data-name={t('appeal:recorder.name')}
      />
      <div
        data-upload=""
        data-sending={t('appeal:progress.sending')}
        data-percent={t('appeal:progress.percent', { percent: '%n' })}
        data-failed={t('appeal:progress.failed')}
        data-cancel={t('appeal:progress.cancel')}
      />
    </>
  );
};

/**
 * Files that are there already, each with a button that takes it away. It stands after the form it belongs to and its
 * buttons send that form, so that typed words are kept and Enter never removes a file.
 */
export const AddedFiles = ({
  visit,
  files,
  form,
}: {
  readonly visit: Visit;
  readonly files: readonly UploadedFile[];
  /** Id of the form. */
  readonly form: string;
}) => {
  const { t } = visit;
  if (files.length === 0) return null;
  return (
    <section id="added" tabindex={-1} aria-labelledby="added-title">
      <h2 id="added-title">
        {t('appeal:files.added')} ({files.length} / {maxFiles})
      </h2>
      <ul class="added">
        {files.map((file) => (
          <li>
            <span>{sayFile(visit, file)}</span>
            <Button kind="quiet" form={form} name="remove" value={file.id} about={file.name}>
              {t('appeal:files.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
