import { otherLanguage } from '../../domain/language.ts';
import type { Visit } from '../visit.ts';
import type { Section } from './sections.ts';
import { type StaffBar, StaffNavigation } from './staff-navigation.tsx';
import { switchAddress } from './switch-address.ts';

/** Where this page is, for coming back to it from another one. */
const here = ({ language, place, languageInPath }: Visit): string =>
  languageInPath ? `/${language}${place}` : place;

/** Name, language, help, display: always in this order and place. Below it the ornament, drawn by the style sheet. */
export const Header = ({
  visit,
  section,
  home,
  staff,
}: {
  readonly visit: Visit;
  readonly section: Section | undefined;
  readonly home: string;
  readonly staff?: StaffBar | undefined;
}) => {
  const { t, language } = visit;
  const other = otherLanguage(language);
  const display =
    section === 'display'
      ? `/${language}/display`
      : `/${language}/display?back=${encodeURIComponent(here(visit))}`;
  return (
    <header>
      {visit.demo ? (
        <p class="demo">
          <span class="inner">
            <span>{t('common:demo')}</span>
            {visit.lab ? (
              <a class="alone" href="/lab">
                {t('lab:link')}
              </a>
            ) : null}
          </span>
        </p>
      ) : null}
      <div class="bar-ground">
        <div class="inner bar">
          <a class="mark" href={home}>
            {t('common:product')}
          </a>
          <a class="switch" href={switchAddress(visit)} lang={other} hreflang={other}>
            {t('common:otherLanguage')}
          </a>
          <nav aria-label={t('common:tools')}>
            <ul>
              <li>
                <a href={`/${language}/help`} aria-current={section === 'help' ? 'page' : undefined}>
                  {t('common:help')}
                </a>
              </li>
              <li>
                <a href={display} aria-current={section === 'display' ? 'page' : undefined}>
                  {t('common:displaySettings')}
                </a>
              </li>
            </ul>
          </nav>
        </div>
      </div>
      <div class="ornament" />
      {staff ? <StaffNavigation visit={visit} bar={staff} /> : null}
    </header>
  );
};
