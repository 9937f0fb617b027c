import { type Command, commands, type What } from '../../domain/conversation/inbound.ts';
import { commandOf } from '../../domain/conversation/words.ts';

/** Telegram's own commands have letters, digits and _ alone; `/settings` and `/cancel` are offered by its programs. */
const named: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...commands.filter((command) => command !== 'hand-over').map((command) => [command, command] as const),
  ['handover', 'hand-over'],
  ['menu', 'start'],
  ['settings', 'language'],
  ['cancel', 'stop'],
]);

/** Commands shown in the menu of every chat, in this order; their descriptions are `telegram:commands.*`. */
export const menuCommands = [
  'start',
  'appeal',
  'rate',
  'status',
  'new',
  'back',
  'repeat',
  'language',
  'person',
  'handover',
  'stop',
  'help',
] as const;

/** Words after these are what the person wants to say, and not to be lost. */
const takesWords: ReadonlySet<Command> = new Set<Command>(['appeal', 'new', 'status', 'rate', 'hand-over']);

/** What a text that was typed or pressed says: a command of Telegram's form, or plain words, which the core reads. */
export const textOrCommand = (text: string): What => {
  const found = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]+))?$/i.exec(text.trim());
  if (found === null) return { kind: 'text', text };
  const [, name = '', after = ''] = found;
  const argument = after.trim();
  const command = named.get(name.toLowerCase()) ?? commandOf(name);
  if (command === 'start') return { kind: 'command', command, ...(argument === '' ? {} : { argument }) };
  if (argument !== '' && (command === null || takesWords.has(command)))
    return { kind: 'text', text: command === null ? text : argument };
  // A word after a slash that means nothing here is no appeal: what there is, is told.
  return { kind: 'command', command: command ?? 'help' };
};
