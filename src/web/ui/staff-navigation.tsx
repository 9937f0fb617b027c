import type { Visit } from '../visit.ts';
import { Button } from './button.tsx';
import { Mixed } from './mixed-text.tsx';

export interface StaffBar {
  /** Who is signed in, as they wish to be called. */
  readonly name: string;
  /** Role and organisation in words. */
  readonly role: string;
  readonly links: readonly {
    readonly href: string;
    readonly text: string;
    readonly current?: boolean | undefined;
    /** How many wait there. */
    readonly count?: number | undefined;
  }[];
  /** The page of her own session and password; her name leads there. */
  readonly account?: { readonly href: string; readonly current: boolean } | undefined;
  /** Where "sign out" posts to. */
  readonly signOut: string;
  /** Finds one appeal by its number (`number`), from every page; posted, so that nothing typed stands in an address. */
  readonly find?: { readonly action: string; readonly label: string; readonly submit: string } | undefined;
}

/** What this role can reach, who is signed in, and the way out. */
export const StaffNavigation = ({ visit, bar }: { readonly visit: Visit; readonly bar: StaffBar }) => (
  <div class="staff-bar">
    <div class="inner">
      <nav aria-label={visit.t('common:staffTools')}>
        <ul>
          {bar.links.map((link) => (
            <li>
              <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                {link.text}
                {link.count === undefined ? null : ` (${link.count})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {bar.find ? (
        // biome-ignore lint/a11y/useSemanticElements: browsers before 2023 don't know <search>
        <form class="find" method="post" action={bar.find.action} role="search">
          <label for="find-number">{bar.find.label}</label>
          <input
            class="input width-12"
            id="find-number"
            name="number"
            type="text"
            inputmode="numeric"
            autocomplete="off"
          />
          <Button kind="quiet">{bar.find.submit}</Button>
        </form>
      ) : null}
      <div class="who">
        {bar.account ? (
          <a href={bar.account.href} aria-current={bar.account.current ? 'page' : undefined}>
            <strong>
              <Mixed text={bar.name} page={visit.language} />
            </strong>{' '}
            <span>
              <Mixed text={bar.role} page={visit.language} />
            </span>
          </a>
        ) : (
          <p>
            <strong>
              <Mixed text={bar.name} page={visit.language} />
            </strong>
            , {bar.role}
          </p>
        )}
        <form method="post" action={bar.signOut}>
          <Button kind="quiet">{visit.t('common:signOut')}</Button>
        </form>
      </div>
    </div>
  </div>
);
