import { organisations } from '../directory.ts';
import { arrive, at, giveCookie, type PageCase } from './case.ts';

/** The lab has no language in its address. */
const atLab =
  (query: string): PageCase['open'] =>
  async (opening) => {
    await giveCookie(opening, 'lang', opening.language);
    await arrive(opening, `/lab${query}`);
  };

/** Pages that need nothing but their address. */
export const informationPages: readonly PageCase[] = [
  { name: 'start', open: at('/') },
  { name: 'display settings', open: at('/display?back=/kk/help') },
  { name: 'display settings, saved', open: at('/display?saved=1') },
  { name: 'help', open: at('/help') },
  { name: 'accessibility statement', open: at('/accessibility') },
  { name: 'no such page', open: at('/no-such-page') },
  { name: 'lab', open: atLab('') },
  { name: 'lab with a mistake', error: true, open: atLab('?refused=sms-text.noText#error-summary') },
  { name: 'lab, begun anew', open: atLab('?forgotten') },
  { name: 'institutions', open: at('/institutions') },
  { name: 'one institution', open: at(`/institutions/${organisations.homeElders}`) },
];
