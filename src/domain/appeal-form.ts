import type { AppealForm, Channel } from './appeal.ts';
import { unreachable } from './result.ts';

/**
 * Field 3 of the register as the channel gives it (codes of the list `forms`); the registrar may set another. A video
 * in place of a written statement is taken to be in sign language.
 */
export const formOf = (
  channel: Channel,
  said: { readonly statement: string; readonly fileKinds: readonly string[] },
): AppealForm => {
  if (said.statement === '' && said.fileKinds.length > 0 && said.fileKinds.every((kind) => kind === 'video'))
    return 'video';
  switch (channel) {
    case 'web':
      return 'electronic';
    case 'telegram':
      return 'messenger';
    case 'sms':
      return 'sms';
    case 'voice':
      return 'telephone';
    case 'assisted':
      return 'home-visit';
    default:
      return unreachable(channel);
  }
};
