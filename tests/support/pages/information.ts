import { organisations } from '../directory.ts';
import { at, type PageCase } from './case.ts';

/** Pages that need nothing but their address. */
export const informationPages: readonly PageCase[] = [
  { name: 'start', open: at('/') },
  { name: 'display settings', open: at('/display?back=/kk/help') },
  { name: 'display settings, saved', open: at('/display?saved=1') },
  { name: 'help', open: at('/help') },
  { name: 'accessibility statement', open: at('/accessibility') },
  { name: 'no such page', open: at('/no-such-page') },
  { name: 'institutions', open: at('/institutions') },
  { name: 'one institution', open: at(`/institutions/${organisations.homeElders}`) },
];
