import type { UploadedFile } from '../../../actions/uploads.ts';
import { unreachable } from '../../../domain/result.ts';
import type { Translate } from '../../../text/translate.ts';
import { hindranceOf } from '../../files/file-words.ts';
import { Player } from '../../files/player.tsx';
import type { Visit } from '../../visit.ts';
import { appealAddress } from '../lists/appeal-table.tsx';

const kilobyte = 1024;

const saySize = (t: Translate, bytes: number): string => {
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte));
  return kilobytes < kilobyte
    ? t('staff:appeal.files.kilobytes', { size: kilobytes })
    : t('staff:appeal.files.megabytes', { size: Math.round(kilobytes / kilobyte) });
};

/** Played or seen where it stands; nothing is fetched before someone wants it. */
const Medium = ({
  t,
  file,
  href,
  number,
}: {
  readonly t: Translate;
  readonly file: UploadedFile;
  readonly href: string;
  readonly number: number;
}) => {
  switch (file.kind) {
    case 'picture':
      return <img src={href} alt={t('staff:appeal.files.pictureAlt', { number })} loading="lazy" />;
    case 'sound':
      return <Player kind="sound" href={href} label={t('staff:appeal.files.soundLabel', { number })} />;
    case 'video':
      return <Player kind="video" href={href} label={t('staff:appeal.files.videoLabel', { number })} />;
    case 'document':
      return null;
    default:
      return unreachable(file.kind);
  }
};

/** Files of the statement or of a message, each with what it is, its size and a link that downloads it. */
export const StoryFiles = ({
  visit,
  receipt,
  files,
}: {
  readonly visit: Visit;
  readonly receipt: string;
  readonly files: readonly UploadedFile[];
}) => {
  const { t } = visit;
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file, index) => {
        const number = index + 1;
        const href = `${appealAddress(receipt)}/files/${file.id}`;
        const kind = t(`staff:appeal.files.${file.kind}`);
        const hindrance = hindranceOf(file.state);
        if (hindrance !== null)
          return (
            <li>
              {t(`staff:appeal.files.${hindrance}`, { kind, number })}
              <span class="soft below-line">{file.name}</span>
            </li>
          );
        return (
          <li>
            <Medium t={t} file={file} href={href} number={number} />
            <a href={href} download={file.name}>
              {t('staff:appeal.files.download', { kind, number })}, {saySize(t, file.bytes)}
            </a>
            <span class="soft below-line">{file.name}</span>
          </li>
        );
      })}
    </ul>
  );
};
