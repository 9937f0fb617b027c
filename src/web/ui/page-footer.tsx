import type { Visit } from '../visit.ts';
import type { Section } from './sections.ts';

const sections = ['appeal', 'status', 'rate', 'institutions'] as const;

/** The other ways to reach us, each only where it is set up. At least two, the same on every page. */
export const ContactList = ({ visit }: { readonly visit: Visit }) => {
  const { t, contacts, language } = visit;
  return (
    <ul class="links">
      <li>
        <a href={`tel:${contacts.phone}`}>{t('common:callUs', { phone: contacts.phone })}</a>
      </li>
      {contacts.sms ? (
        <li>
          <a href={`sms:${contacts.sms}`}>{t('common:textUs', { number: contacts.sms })}</a>
        </li>
      ) : null}
      {contacts.telegram ? (
        <li>
          <a href={`https://t.me/${contacts.telegram}`}>
            {t('common:telegramUs', { name: contacts.telegram })}
          </a>
        </li>
      ) : null}
      <li>
        <a href={`/${language}/appeal?type=barrier`}>{t('common:tellBarrier')}</a>
      </li>
    </ul>
  );
};

/** Help by other ways, then every section of the site: one click from anywhere. */
export const Footer = ({
  visit,
  section: current,
}: {
  readonly visit: Visit;
  readonly section?: Section | undefined;
}) => {
  const here = (section: Section) => (section === current ? 'page' : undefined);
  const { t, language } = visit;
  return (
    <footer>
      <div class="inner">
        <section aria-labelledby="need-help">
          <h2 id="need-help">{t('common:needHelp')}</h2>
          <ContactList visit={visit} />
        </section>
        <nav aria-labelledby="all-sections">
          <h2 id="all-sections">{t('common:sections')}</h2>
          <ul class="links">
            {sections.map((section) => (
              <li>
                <a href={`/${language}/${section}`} aria-current={here(section)}>
                  {t(`common:section.${section}`)}
                </a>
              </li>
            ))}
            <li>
              <a href={`/${language}/accessibility`} aria-current={here('accessibility')}>
                {t('common:accessibility')}
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
};
